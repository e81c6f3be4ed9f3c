import { fieldsOf } from '../../../core/schema/fields.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { outOfDeclaredOrder } from '../../../core/schema/declared-order.ts';
import { siblingsOf } from '../../../core/schema/sibling-orders.ts';

/** What differs between two schemas, as far as it matters to what arrives when. */
export interface SchemaDiff {
  /** Objects whose common properties stand in another order; `moved` names the fewest that make the difference. */
  orders: { pattern: string; a: string[]; b: string[]; moved: string[] }[];
  /** Patterns of fields that one side alone has. */
  onlyA: string[];
  onlyB: string[];
  /** Fields of another type, or required on one side alone. */
  changed: { pattern: string; a: string; b: string }[];
}

/** Null where a text cannot be read; empty lists where nothing differs but perhaps the layout. */
export function schemaDiff(a: string, b: string): SchemaDiff | null {
  const [left, right] = [parseSchema(a), parseSchema(b)];
  if (!left.ok || !right.ok) return null;
  const [fieldsA, fieldsB] = [fieldsOf(left.schema), fieldsOf(right.schema)];
  const byPattern = new Map(fieldsB.map((field) => [field.pattern, field]));
  const known = new Set(fieldsA.map((field) => field.pattern));
  const siblings = siblingsOf(fieldsB);
  const orders = [...siblingsOf(fieldsA)].flatMap(([pattern, all]) => {
    const others = siblings.get(pattern) ?? [];
    const common = all.filter((name) => others.includes(name));
    const now = others.filter((name) => all.includes(name));
    const moved = outOfDeclaredOrder(common, now);
    return moved.length === 0 ? [] : [{ pattern, a: common, b: now, moved }];
  });
  const changed = fieldsA.flatMap((field) => {
    const other = byPattern.get(field.pattern);
    if (other === undefined) return [];
    const [was, is] = [wordsOf(field), wordsOf(other)];
    return was === is ? [] : [{ pattern: field.pattern, a: was, b: is }];
  });
  return {
    orders,
    onlyA: fieldsA.filter(({ pattern }) => !byPattern.has(pattern)).map(({ pattern }) => pattern),
    onlyB: fieldsB.filter(({ pattern }) => !known.has(pattern)).map(({ pattern }) => pattern),
    changed,
  };
}

function wordsOf({ type, required }: { type: string; required: boolean }): string {
  return required ? `${type}, required` : type;
}
