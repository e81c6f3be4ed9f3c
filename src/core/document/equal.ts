import { equalNumbers } from '../json/equal-numbers.ts';
import type { Origin } from './body.ts';
import { eachOrigin } from './copies.ts';
import { countEntries } from './entries.ts';
import { ARRAY, NUMBER, OBJECT, STRING } from './nodes.ts';
import { leafSourceAt } from './read.ts';
import type { Texts } from './texts.ts';
import type { Tree } from './tree.ts';

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
  if (countEntries(tree, n, nTick) !== countEntries(tree, m, mTick)) return false;
  const other = childrenOf(tree, m, mTick);
  let equal = true;
  let index = 0;
  eachOrigin(tree, n, nTick, (child, at, key) => {
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

function childrenOf(tree: Tree, n: number, tick: number): Map<number, Origin> {
  const found = new Map<number, Origin>();
  const isObject = tree.type(n, tick) === OBJECT;
  eachOrigin(tree, n, tick, (node, at, key) => {
    found.set(isObject ? key : found.size, { node, tick: at });
  });
  return found;
}
