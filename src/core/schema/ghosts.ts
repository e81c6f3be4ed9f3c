import { formatPointer, parsePointer } from '../patch/pointer.ts';
import { childrenOf, stepDown } from './children.ts';
import { facetsOf } from './facets.ts';
import { type Field, fieldOf } from './fields.ts';
import type { SchemaNode, SchemaTree } from './tree.ts';

/**
 * The properties that an object at this place should get, in declared order; those that have landed are the caller's
 * to leave out. The place is a field's pattern or a node's own pointer, at any depth of a recursive schema. Empty
 * where the schema does not know the place or declares no properties there.
 *
 * Where branches of a union disagree about the order, that of the first one counts.
 */
export function declaredChildren(tree: SchemaTree, pattern: string): readonly Field[] {
  let known = found.get(tree);
  if (known === undefined) found.set(tree, (known = new Map<string, readonly Field[]>()));
  let children = known.get(pattern);
  if (children === undefined) {
    children = lookUp(tree, pattern);
    if (known.size < MOST_KNOWN) known.set(pattern, children);
  }
  return children;
}

/** Asked again and again while a stream runs, of the few patterns that a schema has; pointers of nodes may be many. */
const found = new WeakMap<SchemaTree, Map<string, readonly Field[]>>();
const MOST_KNOWN = 1000;

function lookUp(tree: SchemaTree, pattern: string): Field[] {
  const tokens = parsePointer(pattern);
  if (!Array.isArray(tokens)) return [];
  const place = placeAt(tree, tokens);
  if (place === undefined) return [];
  return childrenOf(facetsOf(tree, place.schemas))
    .filter((child) => child.kind === 'property')
    .map((child) => fieldOf(tree, place.schemas, child, place.path));
}

/**
 * The pattern of the field that a node belongs to: `/steps/3` is of `/steps/*`. Null where the schema declares no such
 * place. A property that is really named `*` reads like an item; such names are too rare for an escape of their own.
 */
export function patternOf(tree: SchemaTree, pointer: string): string | null {
  const tokens = parsePointer(pointer);
  const place = Array.isArray(tokens) ? placeAt(tree, tokens) : undefined;
  return place === undefined ? null : formatPointer(place.path);
}

interface SchemaPlace {
  schemas: readonly SchemaNode[];
  /** The tokens of the pattern. */
  path: readonly string[];
}

function placeAt(tree: SchemaTree, tokens: readonly string[]): SchemaPlace | undefined {
  let schemas: readonly SchemaNode[] = [tree.root];
  const path: string[] = [];
  for (const token of tokens) {
    const child = stepDown(facetsOf(tree, schemas), token);
    if (child === undefined) return undefined;
    ({ schemas } = child);
    path.push(child.token);
  }
  return { schemas, path };
}

/** The schemas that describe a place, by the tokens of its pattern; undefined where there is no such place. */
export function schemasAt(tree: SchemaTree, tokens: readonly string[]): readonly SchemaNode[] | undefined {
  return placeAt(tree, tokens)?.schemas;
}
