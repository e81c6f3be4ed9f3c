import { ARRAY, GROWN, NONE, TYPE } from './nodes.ts';
import type { Tree } from './tree.ts';

/** The first child of a container that holds a few leaves and nothing else; NONE for any other node. */
export function firstOfFew(tree: Tree, n: number): number {
  const { a, flags, next } = tree.nodes;
  const first = a[n] ?? NONE;
  if (tree.typeNow(n) > ARRAY || first < 0) return NONE;
  let count = 0;
  for (let c = first; c !== NONE; c = next[c] ?? NONE) {
    if (((flags[c] ?? 0) & TYPE) <= ARRAY || ++count > FEW) return NONE;
  }
  return first;
}

/** Copies those children, for a node that is still to be made. Gives the first of the copies; they are numbered one by one. */
export function copyFew(tree: Tree, first: number, tick: number): number {
  const { nodes } = tree;
  const from = nodes.count;
  for (let c = first; c !== NONE; c = nodes.next[c] ?? NONE) {
    const flags = (nodes.flags[c] ?? 0) & (TYPE | GROWN);
    const child = nodes.add(NONE, nodes.key[c] ?? NONE, tick, flags, nodes.a[c] ?? 0, nodes.b[c] ?? 0);
    if (child > from) nodes.next[child - 1] = child;
  }
  return from;
}

/** Four nodes take 156 bytes, a view of another container about 110 until it is looked at. */
const FEW = 4;
