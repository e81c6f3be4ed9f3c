import { eachOrigin, sourceOf } from './copies.ts';
import { countEntries } from './entries.ts';
import { firstOfFew } from './copy-few.ts';
import { ARRAY, NONE } from './nodes.ts';
import { LATEST, type Tree } from './tree.ts';

/** The number of values in a node's value, itself included, counted up to about `budget`. */
export function weighAt(tree: Tree, n: number, tick: number, budget: number): number {
  if (tree.type(n, tick) > ARRAY) return 1;
  if (firstOfFew(tree, n) !== NONE && tick === LATEST) return countEntries(tree, n, tick) + 1;
  const count = countEntries(tree, n, tick);
  if (count >= budget) return count + 1;
  let sum = 1;
  eachOrigin(tree, n, tick, (child, at) => {
    if (sum <= budget) sum += weighAt(tree, child, at, budget - sum);
  });
  return sum;
}

/** As `weighAt`, exactly and with each copied value counted only once for all its copies: O(nodes), however many values. */
export function weighAllAt(tree: Tree, n: number, tick: number, known = new Map<string, number>()): number {
  if (tree.type(n, tick) > ARRAY) return 1;
  const source = sourceOf(tree, n, tick) ?? { node: n, tick };
  const id = `${source.node}@${source.tick}`;
  const before = known.get(id);
  if (before !== undefined) return before;
  let sum = 1;
  eachOrigin(tree, source.node, source.tick, (child, at) => (sum += weighAllAt(tree, child, at, known)));
  known.set(id, sum);
  return sum;
}
