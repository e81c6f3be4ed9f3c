import type { Draft } from '../../../core/run/draft.ts';
import { declaredChildren } from '../../../core/schema/ghosts.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { reorderSiblings } from '../../../core/schema/reorder.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import type { Orders } from '../../../core/schema/sibling-orders.ts';

/** The draft in one of the orders that can be raced. */
export interface OrderChoice {
  /** What it is called, and remembered by: `as written`, `what if`, `reply first`. */
  name: string;
  /** The root's fields in this order. */
  fields: readonly string[];
  draft: Draft;
}

/** Orders that somebody has worked out already; null where nobody has. */
export interface KnownOrders {
  whatIf: Orders | null;
  arrived: Orders | null;
}

/** Those that send another text than the ones before them; none where the schema cannot be read. */
export function orderChoices(
  draft: Draft,
  { whatIf, arrived }: KnownOrders,
  required: boolean,
): OrderChoice[] {
  const parsed = parseSchema(draft.schema);
  if (!parsed.ok) return [];
  const names = namesOf(parsed.schema);
  const wanted: [string, Orders | null][] = [
    ['as written', new Map()],
    ['what if', whatIf],
    ['as arrived', arrived],
    ...names.map((name): [string, Orders] => [`${name} first`, new Map([['', withFirst(names, name)]])]),
  ];
  const choices: OrderChoice[] = [];
  for (const [name, orders] of wanted) {
    if (orders === null) continue;
    const schema =
      orders.size === 0 ? draft.schema : reorderSiblings(parsed.schema, orders, { required }).text;
    if (choices.some((other) => other.draft.schema === schema)) continue;
    const reordered = parseSchema(schema);
    choices.push({
      name,
      fields: reordered.ok ? namesOf(reordered.schema) : names,
      draft: { ...draft, schema },
    });
  }
  return choices;
}

function namesOf(tree: SchemaTree): string[] {
  return declaredChildren(tree, '').map(({ name }) => name);
}

function withFirst(names: readonly string[], first: string): string[] {
  return [first, ...names.filter((name) => name !== first)];
}
