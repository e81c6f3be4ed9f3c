import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import type { Field } from '../../../core/schema/fields.ts';
import { declaredChildren } from '../../../core/schema/ghosts.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import type { Expectation } from '../rows/expectation.ts';
import { patternOf, escapeToken } from '../rows/pattern.ts';
import type { Ghost } from '../rows/rows.ts';

/** Past this many keys an object is a map, and what it lacks is not looked up. */
const MOST_KEYS = 1000;

/** The declared properties that an object has not got at this moment, in declared order. */
export function ghostsOf(
  view: DocumentView,
  node: NodeId,
  tree: SchemaTree,
  next: string | null,
  expectation: Expectation | null = null,
): Ghost[] {
  if (view.type(node) !== 'object' || view.childCount(node) > MOST_KEYS) return [];
  const landed = new Set(view.children(node).map((child) => view.name(child)));
  const base = view.pointer(node);
  return declaredChildren(tree, patternOf(view, node))
    .filter((field) => !landed.has(field.name))
    .map((field) => ghost(`${base}/${escapeToken(field.name)}`, field, next, expectation));
}

/** The root's declared properties, where not even the root has landed. */
export function rootGhosts(tree: SchemaTree, expectation: Expectation | null = null): Ghost[] {
  return declaredChildren(tree, '').map((field) =>
    ghost(`/${escapeToken(field.name)}`, field, null, expectation),
  );
}

type Declared = Pick<Field, 'pattern' | 'name' | 'type'>;

function ghost(
  pointer: string,
  field: Declared,
  next: string | null,
  expectation: Expectation | null,
): Ghost {
  const at = expectation?.at(field.pattern) ?? null;
  // `integer | null` is drawn as its first type.
  const type = field.type.split(' ')[0] ?? 'any';
  return {
    pointer,
    name: field.name,
    type: type === 'enum' ? 'string' : type,
    next: pointer === next,
    expected: expectation === null || at === null ? null : { at, n: expectation.n },
  };
}

/**
 * The place that the stream should fill next, if it keeps to the declared order: from the newest leaf upwards, the
 * first declared property behind the one that came last. A property that was passed over is not expected any more.
 * An array may always get another item; that is not predicted.
 */
export function expectedNext(view: DocumentView, tree: SchemaTree): string | null {
  const chain: NodeId[] = [];
  for (let node = view.root(); node !== null; node = lastChild(view, node)) chain.push(node);
  for (const node of chain.toReversed()) {
    if (view.type(node) !== 'object') continue;
    const newest = lastChild(view, node);
    const last = newest === null ? null : view.name(newest);
    const declared = declaredChildren(tree, patternOf(view, node));
    const from = last === null ? 0 : declared.findIndex((field) => field.name === last) + 1;
    if (last !== null && from === 0) continue;
    const landed = new Set(view.children(node).map((child) => view.name(child)));
    const field = declared.slice(from).find((candidate) => !landed.has(candidate.name));
    if (field !== undefined) return `${view.pointer(node)}/${escapeToken(field.name)}`;
  }
  return null;
}

function lastChild(view: DocumentView, node: NodeId): NodeId | null {
  const type = view.type(node);
  if (type !== 'object' && type !== 'array') return null;
  const count = view.childCount(node);
  return view.children(node, count - 1, count)[0] ?? null;
}
