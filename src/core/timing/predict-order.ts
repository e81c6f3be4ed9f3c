import type { Orders } from '../schema/sibling-orders.ts';
import type { ArrivalNode } from './blocks-run.ts';

/**
 * Another order of siblings, by the pattern of their object: `/items/*` orders the keys of every item alike. An
 * object that is not named keeps its order. A key that an order leaves out stays behind the key it arrived behind;
 * a key that did not arrive is passed over.
 */
export type { Orders } from '../schema/sibling-orders.ts';

/** The children of a node in the given order; the same list where nothing changes. Arrays keep their places. */
export function arrange(node: ArrivalNode, orders: Orders): readonly ArrivalNode[] {
  const order = node.kind === 'object' ? orders.get(node.pattern) : undefined;
  if (order === undefined) return node.children;
  const rank = new Map(order.map((key, i) => [key, i]));
  // A key without a rank of its own takes that of the key before it, or stands in front of all.
  let before = -1;
  const ranked = node.children.map((child) => {
    before = rank.get(String(child.key)) ?? before;
    return { child, rank: before };
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank).map((entry) => entry.child);
  return sorted.every((child, i) => child === node.children[i]) ? node.children : sorted;
}

/**
 * Whether an object's keys arrived in the order in which the schema declares them. Keys that the schema does not
 * declare may stand anywhere; without a declaration there is nothing to compare with.
 */
export function asDeclared(node: ArrivalNode): boolean {
  if (node.kind !== 'object' || node.declared === null) return true;
  const rank = new Map(node.declared.map((key, i) => [key, i]));
  const ranks = node.children.flatMap((child) => rank.get(String(child.key)) ?? []);
  return ranks.every((value, i) => i === 0 || value > (ranks[i - 1] ?? -1));
}
