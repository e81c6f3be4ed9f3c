import { equalNumbers } from '../json/equal-numbers.ts';
import { ARRAY, GROWN, NUMBER, OBJECT, STRING } from './nodes.ts';
import type { Texts } from './texts.ts';
import type { Tree } from './tree.ts';

/** The JSON source of a leaf at `tick`. */
export function leafSourceAt(tree: Tree, texts: Texts, n: number, tick: number): string {
  const { flags, a, b } = tree.version(n, tick);
  return (flags & GROWN) === 0 ? texts.source(a, b) : texts.grown(a);
}

/**
 * Compact JSON of a node at `tick`: keys in order of arrival, leaves as they were spelled, strings that have not landed
 * left out. Makes no nodes.
 */
export function jsonAt(tree: Tree, texts: Texts, n: number, tick: number): string {
  const type = tree.type(n, tick);
  if (type > ARRAY) return leafSourceAt(tree, texts, n, tick);
  let out = '';
  tree.eachOrigin(n, tick, (child, at, key) => {
    if (tree.isGrowing(child, at)) return;
    if (out !== '') out += ',';
    if (type === OBJECT) out += `${JSON.stringify(tree.names.text(key))}:`;
    out += jsonAt(tree, texts, child, at);
  });
  return type === OBJECT ? `{${out}}` : `[${out}]`;
}

/** Deep equality by RFC 6902 §4.6: numbers by value, objects without regard to order. */
export function equalAt(
  tree: Tree,
  texts: Texts,
  n: number,
  nTick: number,
  m: number,
  mTick: number,
): boolean {
  const type = tree.type(n, nTick);
  if (type !== tree.type(m, mTick)) return false;
  if (type > ARRAY) {
    return equalLeaves(type, leafSourceAt(tree, texts, n, nTick), leafSourceAt(tree, texts, m, mTick));
  }
  const count = tree.childCount(n, nTick);
  if (count !== tree.childCount(m, mTick)) return false;
  const other = childrenOf(tree, m, mTick);
  let equal = true;
  let index = 0;
  tree.eachOrigin(n, nTick, (child, at, key) => {
    const match = equal ? other.get(type === OBJECT ? key : index++) : undefined;
    equal &&= match !== undefined && equalAt(tree, texts, child, at, match.node, match.tick);
  });
  return equal;
}

export function equalLeaves(type: number, left: string, right: string): boolean {
  if (left === right) return true;
  if (type === NUMBER) return equalNumbers(left, right);
  // Literals are equal by their text; strings may differ in their escapes.
  return type === STRING && JSON.parse(left) === JSON.parse(right);
}

function childrenOf(tree: Tree, n: number, tick: number): Map<number, { node: number; tick: number }> {
  const found = new Map<number, { node: number; tick: number }>();
  const isObject = tree.type(n, tick) === OBJECT;
  tree.eachOrigin(n, tick, (node, at, key) => {
    found.set(isObject ? key : found.size, { node, tick: at });
  });
  return found;
}

/** The number of values in a node's value, itself included, counted up to about `budget`. */
export function weighAt(tree: Tree, n: number, tick: number, budget: number): number {
  if (tree.type(n, tick) > ARRAY) return 1;
  const count = tree.childCount(n, tick);
  if (count >= budget) return count + 1;
  let sum = 1;
  tree.eachOrigin(n, tick, (child, at) => {
    if (sum <= budget) sum += weighAt(tree, child, at, budget - sum);
  });
  return sum;
}

/** As `weighAt`, exactly and with each copied value counted only once for all its copies: O(nodes), however many values. */
export function weighAllAt(tree: Tree, n: number, tick: number, known = new Map<string, number>()): number {
  if (tree.type(n, tick) > ARRAY) return 1;
  const source = tree.sourceOf(n, tick) ?? { node: n, tick };
  const id = `${source.node}@${source.tick}`;
  const before = known.get(id);
  if (before !== undefined) return before;
  let sum = 1;
  tree.eachOrigin(source.node, source.tick, (child, at) => (sum += weighAllAt(tree, child, at, known)));
  known.set(id, sum);
  return sum;
}
