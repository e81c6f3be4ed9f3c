import { outOfDeclaredOrder } from '../../../core/schema/declared-order.ts';
import { escapeToken } from '../rows/pattern.ts';

/** What is needed of a field to order it among its siblings; `core/schema`'s own has it. */
export interface Ordered {
  pattern: string;
  name: string;
  type: string;
}

/** Orders of properties by the pattern of their object, as `core/timing` and `core/schema` take them. */
export type Orders = ReadonlyMap<string, readonly string[]>;

/** The names of the properties of each object that has two or more, in declared order. */
export function siblingsOf(fields: readonly Ordered[]): Map<string, string[]> {
  const types = new Map(fields.map((field) => [field.pattern, field.type]));
  const siblings = new Map<string, string[]>();
  for (const { pattern, name } of fields) {
    const parent = pattern.slice(0, pattern.lastIndexOf('/'));
    // Items keep their places, and so do the positions of a tuple.
    if (name === '*' || (types.get(parent) ?? '').includes('array')) continue;
    const names = siblings.get(parent);
    if (names === undefined) siblings.set(parent, [name]);
    else names.push(name);
  }
  for (const [parent, names] of siblings) if (names.length < 2) siblings.delete(parent);
  return siblings;
}

/**
 * The orders to look at: what was dragged, else what the draft's schema has, else what ran. Only those that differ
 * from what ran, and only where the same names are ordered.
 */
export function wantedOrders(ran: Orders, draft: Orders, dragged: Orders): Map<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const [pattern, names] of ran) {
    const order = [dragged.get(pattern), draft.get(pattern)].find(
      (candidate) => candidate !== undefined && isPermutation(candidate, names),
    );
    if (order !== undefined && order.some((name, i) => name !== names[i])) wanted.set(pattern, order);
  }
  return wanted;
}

function isPermutation(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(b);
  return a.length === b.length && a.every((name) => names.has(name));
}

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
