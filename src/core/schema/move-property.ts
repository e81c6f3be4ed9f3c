import { fieldsOf } from './fields.ts';
import { type Member, memberOf, type SchemaNode, type SchemaTree, stringOf } from './tree.ts';

/** One replacement in a text, in UTF-16 units, and where the caret belongs after it. */
export interface Move {
  offset: number;
  length: number;
  text: string;
  caret: number;
  /** Every field that moves with it: more than one where they share a definition. */
  patterns: string[];
}

/**
 * Moves the property in which `at` stands past its neighbour, as a text edit: the two trade places, and whatever lies
 * between them (the comma, line breaks, indentation) stays where it is, so the layout is kept. `required`: their names
 * trade places there, too, where they stood in that order.
 *
 * A property is a member of a `properties` object; inside a property's own schema (`"type": …`) it is the property
 * around it that moves, and with the caret on a keyword of the root nothing does. Null where there is no neighbour on
 * that side, or where both have the same name, because then the order decides which of them counts.
 */
export function moveProperty(
  tree: SchemaTree,
  at: number,
  direction: 'up' | 'down',
  options: { required: boolean } = { required: false },
): Move | null {
  const place = propertyAt(tree.root, at);
  if (place === null) return null;
  const { siblings, index, owner } = place;
  const moved = siblings[index];
  const neighbour = siblings[direction === 'up' ? index - 1 : index + 1];
  if (moved === undefined || neighbour === undefined || moved.key === neighbour.key) return null;
  const [first, second] = direction === 'up' ? [neighbour, moved] : [moved, neighbour];
  const trades: [Stretch, Stretch][] = [[first, second]];
  if (options.required) trades.push(...inRequired(owner, first.key, second.key));
  const movedTo = direction === 'up' ? first.offset : second.offset + second.length - moved.length;
  const patterns = fieldsOf(tree).flatMap(({ offset, pattern }) => (offset === moved.offset ? pattern : []));
  return { ...edited(tree, trades), caret: movedTo + (at - moved.offset), patterns };
}

interface Stretch {
  offset: number;
  length: number;
}

/** The two names in `required`, where they stand there in this order. */
function inRequired(owner: SchemaNode, first: string, second: string): [Stretch, Stretch][] {
  const required = memberOf(owner, 'required');
  if (required?.type !== 'array') return [];
  const [a, b] = [first, second].map((key) => required.items.find((item) => stringOf(item) === key));
  return a !== undefined && b !== undefined && a.offset < b.offset ? [[a, b]] : [];
}

/** One replacement in which the stretches of each pair have traded places. The pairs do not overlap. */
function edited(tree: SchemaTree, trades: readonly [Stretch, Stretch][]): Omit<Move, 'caret' | 'patterns'> {
  const slots = trades
    .flatMap(([a, b]) => [
      { slot: a, put: b },
      { slot: b, put: a },
    ])
    .toSorted((a, b) => a.slot.offset - b.slot.offset);
  const from = slots[0]?.slot.offset ?? 0;
  let to = from;
  let text = '';
  for (const { slot, put } of slots) {
    text += tree.text.slice(to, slot.offset) + textOf(tree, put);
    to = slot.offset + slot.length;
  }
  return { offset: from, length: to - from, text };
}

interface PropertyPlace {
  /** The schema whose `properties` the siblings are. */
  owner: SchemaNode;
  siblings: readonly Member[];
  index: number;
}

/** Keywords whose value is a schema, a list of schemas, or a map from names to schemas (JSON Schema draft-07, 2020-12). */
const SCHEMAS = new Set([
  'items',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'contentSchema',
]);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']);
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);

/** The innermost property around an offset, found through schemas alone: an `enum` or `default` may look like one. */
function propertyAt(schema: SchemaNode, at: number): PropertyPlace | null {
  if (schema.type !== 'object') return null;
  const keyword = schema.members.find((member) => surrounds(member, at));
  if (keyword === undefined) return null;
  const { key, value } = keyword;
  if (MAPS.has(key) && value.type === 'object') {
    const index = value.members.findIndex((member) => surrounds(member, at));
    const member = value.members[index];
    if (member === undefined) return null;
    return (
      propertyAt(member.value, at) ??
      (key === 'properties' ? { owner: schema, siblings: value.members, index } : null)
    );
  }
  if (LISTS.has(key) && value.type === 'array') {
    const item = value.items.find((item) => surrounds(item, at));
    return item === undefined ? null : propertyAt(item, at);
  }
  return SCHEMAS.has(key) ? propertyAt(value, at) : null;
}

/** The end belongs to it: there stands a caret that has just typed the last character. */
function surrounds(place: Stretch, at: number): boolean {
  return at >= place.offset && at <= place.offset + place.length;
}

function textOf(tree: SchemaTree, place: Stretch): string {
  return tree.text.slice(place.offset, place.offset + place.length);
}
