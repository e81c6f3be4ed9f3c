/** What is needed of a field to order it among its siblings; `Field` has it. */
export interface Ordered {
  pattern: string;
  name: string;
  type: string;
}

/** Orders of properties, by the pattern of their object: `''` for the root, `/items/*` for each item. */
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

export function isPermutation(a: readonly string[], b: readonly string[]): boolean {
  const names = new Set(b);
  return a.length === b.length && a.every((name) => names.has(name));
}
