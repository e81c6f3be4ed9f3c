import type { Body } from './body.ts';
import { Ints } from './ints.ts';
import { NONE } from './nodes.ts';
import { LATEST, type Tree } from './tree.ts';

/**
 * The children of a container at a moment as they are stored. Those of a copied container are still its source's: to be
 * read as nodes of the copy, they go through `children.ts`.
 */
export function countEntries(tree: Tree, n: number, tick: number): number {
  const { a } = tree.version(n, tick);
  if (a >= NONE) {
    let count = 0;
    const { born, next } = tree.nodes;
    for (let c = a; c !== NONE && (born[c] ?? 0) <= tick; c = next[c] ?? NONE) count += 1;
    return count;
  }
  const body = tree.body(a);
  if (body.order !== null && body.order.since <= tick) return body.order.countAt(tick);
  return body.base === NONE ? arrived(tree, body, tick) : countEntries(tree, body.base, body.baseTick);
}

/** Calls `visit` with the entries at [from, to), in order. O(log n + to - from), see `Order`. */
export function eachEntry(
  tree: Tree,
  n: number,
  tick: number,
  from: number,
  to: number,
  visit: (entry: number) => void,
): void {
  const { a } = tree.version(n, tick);
  if (a >= NONE) {
    let index = 0;
    const { born, next } = tree.nodes;
    for (let c = a; c !== NONE && index < to && (born[c] ?? 0) <= tick; c = next[c] ?? NONE) {
      if (index++ >= from) visit(c);
    }
    return;
  }
  const body = tree.body(a);
  const { order, list, base } = body;
  if (order !== null && order.since <= tick) order.each(tick, Math.max(0, from), to, visit);
  else if (base !== NONE) eachEntry(tree, base, body.baseTick, from, to, visit);
  else if (list !== null) {
    const end = Math.min(to, arrived(tree, body, tick));
    for (let i = Math.max(0, from); i < end; i++) visit(list.at(i));
  }
}

/** All of them, now or as of `tick`. O(n), or nothing where they are kept as a list. */
export function allEntries(tree: Tree, n: number, tick: number): Int32Array {
  const all = new Ints();
  eachEntry(tree, n, tick, 0, LATEST, (entry) => all.push(entry));
  return all.view();
}

/** True while an array's items still have the indices they came with (column `key`). */
export function keepsIndices(tree: Tree, n: number, tick: number): boolean {
  const { a } = tree.version(n, tick);
  if (a >= NONE) return true;
  const { base, order } = tree.body(a);
  return base === NONE && (order === null || order.since > tick);
}

/** How many of a body's list had arrived by `tick`. */
function arrived(tree: Tree, { list }: Body, tick: number): number {
  if (list === null || tick === LATEST) return list?.length ?? 0;
  return list.countUpTo(tick, (c) => tree.nodes.born[c] ?? 0);
}
