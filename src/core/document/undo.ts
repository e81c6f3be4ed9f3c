import type { Body } from './body.ts';
import type { Ints } from './ints.ts';
import type { Nodes } from './nodes.ts';
import type { Order } from './order.ts';

/**
 * Ways back for `Tree.journal`, which is open for batches only. They are made here and not where they are pushed, since
 * a function that holds a closure makes a context for it at every call, taken or not: some 20 ns.
 */
export function cellBack(
  nodes: Nodes,
  column: 'a' | 'b' | 'end' | 'next',
  n: number,
  old: number,
): () => void {
  return () => void (nodes[column][n] = old);
}

export function staysBack(nodes: Nodes, n: number, latest: number): () => void {
  return () => nodes.setStays(n, latest);
}

export function shorter(list: Ints): () => void {
  return () => void (list.length -= 1);
}

export function orderBack(order: Order): () => void {
  return () => order.undo();
}

export function noOrder(body: Body): () => void {
  return () => void (body.order = null);
}

export function noKey(body: Body, key: number): () => void {
  return () => void body.keys?.delete(key);
}
