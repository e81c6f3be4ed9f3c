import { outOfDeclaredOrder } from '../../../core/schema/declared-order.ts';
import type { Ordered, Orders } from '../../../core/schema/sibling-orders.ts';
import { escapeToken } from '../rows/pattern.ts';

/** The fields with what lies below them, in another order. */
export function orderedFields<F extends Ordered>(fields: readonly F[], orders: Orders): F[] {
  const children = Map.groupBy(fields, ({ pattern }) => pattern.slice(0, pattern.lastIndexOf('/')));
  const listed: F[] = [];
  const walk = (parent: string): void => {
    const order = orders.get(parent);
    const rank = new Map(order?.map((name, i) => [name, i]));
    const own = (children.get(parent) ?? []).filter(({ pattern }) => pattern !== '');
    const sorted = order === undefined ? own : own.toSorted((a, b) => rankOf(rank, a) - rankOf(rank, b));
    for (const field of sorted) {
      listed.push(field);
      walk(field.pattern);
    }
  };
  walk('');
  return listed;
}

function rankOf(rank: ReadonlyMap<string, number>, { name }: Ordered): number {
  return rank.get(name) ?? Number.MAX_SAFE_INTEGER;
}

/** The fewest fields whose moving makes one order out of the other. */
export function movedFields(ran: Orders, wanted: Orders): Set<string> {
  const moved = new Set<string>();
  for (const [pattern, order] of wanted) {
    for (const name of outOfDeclaredOrder(ran.get(pattern) ?? [], order))
      moved.add(`${pattern}/${escapeToken(name)}`);
  }
  return moved;
}

/** The order with one name at another index, clamped to the list; null where nothing moves. */
export function withMoved(order: readonly string[], name: string, to: number): string[] | null {
  const from = order.indexOf(name);
  const target = Math.min(Math.max(0, to), order.length - 1);
  if (from < 0 || from === target) return null;
  const rest = order.filter((other) => other !== name);
  return rest.toSpliced(target, 0, name);
}

/** Each object's properties in the order in which they first arrived; what never came stays behind its neighbour. */
export function arrivedOrders(
  declared: Orders,
  firstSeen: (pattern: string) => number | null,
): Map<string, string[]> {
  const orders = new Map<string, string[]>();
  for (const [pattern, names] of declared) {
    let before = -1;
    const ranked = names.map((name) => {
      before = firstSeen(`${pattern}/${escapeToken(name)}`) ?? before;
      return { name, at: before };
    });
    const sorted = ranked.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
    if (sorted.some((name, i) => name !== names[i])) orders.set(pattern, sorted);
  }
  return orders;
}
