import type { Body, Gone } from './body.ts';
import { own, twin } from './copies.ts';
import { eachEntry } from './entries.ts';
import { NONE, OBJECT, TYPE } from './nodes.ts';
import type { Tree } from './tree.ts';

/** The child of an object under a key at `tick`, or NONE. O(log n). */
export function memberAt(tree: Tree, n: number, key: number, tick: number): number {
  const { a: stored } = tree.version(n, tick);
  const a = stored < NONE ? own(tree, n, stored) : stored;
  const { nodes } = tree;
  if (a >= NONE) {
    for (let c = a; c !== NONE && (nodes.born[c] ?? 0) <= tick; c = nodes.next[c] ?? NONE)
      if (nodes.key[c] === key) return c;
    return NONE;
  }
  const body: Body = tree.body(a);
  const present = body.keys?.get(key);
  if (present !== undefined && (nodes.born[present] ?? 0) <= tick) return present;
  const gone = body.gone?.get(key);
  return gone === undefined ? NONE : goneAt(tree, gone, tick);
}

/** The one of the removed children that was there at `tick`, or NONE. */
function goneAt(tree: Tree, { children, ticks }: Gone, tick: number): number {
  const removed = ticks.countUpTo(tick);
  const child = removed < children.length ? children.at(removed) : NONE;
  return child !== NONE && (tree.nodes.born[child] ?? 0) <= tick ? child : NONE;
}

/** Children at [from, to), arrival order for objects, index order for arrays. O(log n + to - from), see `Order`. */
export function eachChild(
  tree: Tree,
  n: number,
  tick: number,
  from: number,
  to: number,
  visit: (child: number, index: number) => void,
): void {
  const { a, flags } = tree.version(n, tick);
  const held = a < NONE && (flags & TYPE) === OBJECT ? own(tree, n, a) : a;
  const body = held < NONE ? tree.body(held) : null;
  let index = Math.max(0, from);
  eachEntry(tree, n, tick, from, to, (entry) => {
    visit(body === null || body.base === NONE ? entry : twin(tree, n, body, entry), index);
    index += 1;
  });
}
