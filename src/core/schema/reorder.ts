import { parsePointer } from '../patch/pointer.ts';
import { facetsOf } from './facets.ts';
import { fieldsOf } from './fields.ts';
import { declaredChildren, schemasAt } from './ghosts.ts';
import { parseSchema } from './parse.ts';
import type { Orders } from './sibling-orders.ts';
import { type Member, memberOf, type SchemaNode, type SchemaTree, stringOf } from './tree.ts';

export interface Reordering {
  /** The whole text; the very same where nothing moves. */
  text: string;
  /** Other places that share a definition with one that was asked for, and so are reordered with it. */
  alsoMoves: string[];
  /** Places whose properties do not stand in the wanted order all the same, because `allOf` or the like divides them. */
  divided: string[];
}

export interface ReorderOptions {
  /** Whether `required` takes the order of the properties. It says nothing of order, but people read it. */
  required: boolean;
}

/**
 * Brings properties into another order, as an edit of the text: members trade places, and what lies between them
 * (commas, line breaks, indentation) stays where it is, so the layout is kept. Definitions behind `$ref` and the
 * branches of `allOf`, `anyOf` and their like are edited where they are written. A name that an order leaves out stays
 * behind the one it stood behind; a `properties` that repeats a name is left alone, because there the order decides
 * which of the two counts.
 *
 * 1. The result parses to the same schema but for the order of `properties` and, if asked, of `required`.
 * 2. Characters are only moved: sorted, the text is the same before and after.
 */
export function reorderSiblings(
  tree: SchemaTree,
  orders: Orders,
  options: ReorderOptions = { required: false },
): Reordering {
  const traded: Traded = { members: new Map(), items: new Map() };
  const touched = new Set<SchemaNode>();
  for (const [pattern, order] of orders) {
    for (const facet of facetsAt(tree, pattern)) {
      const properties = memberOf(facet, 'properties');
      if (properties?.type === 'object' && !repeatsName(properties.members)) {
        const sorted = sortedBy(order, properties.members, (member) => member.key);
        if (sorted !== null) {
          traded.members.set(properties, sorted);
          touched.add(facet);
        }
      }
      const required = memberOf(facet, 'required');
      if (options.required && required?.type === 'array') {
        const sorted = sortedBy(order, required.items, (item) => stringOf(item) ?? null);
        if (sorted !== null) traded.items.set(required, sorted);
      }
    }
  }
  const { root } = tree;
  const text =
    tree.text.slice(0, root.offset) +
    rendered(tree.text, root, traded) +
    tree.text.slice(root.offset + root.length);
  return {
    text,
    alsoMoves: sharing(tree, touched).filter((pattern) => !orders.has(pattern)),
    divided: dividedIn(text, orders),
  };
}

/** Every place, itself included, whose properties are reordered with those of this one. */
export function placesMovedWith(tree: SchemaTree, pattern: string): string[] {
  const facets = facetsAt(tree, pattern).filter((facet) => memberOf(facet, 'properties') !== undefined);
  const shared = sharing(tree, new Set(facets));
  return shared.includes(pattern) ? shared : [pattern, ...shared];
}

/** What stands in the places of the members of a `properties`, and of the items of a `required`. */
interface Traded {
  members: Map<SchemaNode, readonly Member[]>;
  items: Map<SchemaNode, readonly SchemaNode[]>;
}

function facetsAt(tree: SchemaTree, pattern: string): readonly SchemaNode[] {
  const tokens = parsePointer(pattern);
  const schemas = Array.isArray(tokens) ? schemasAt(tree, tokens) : undefined;
  return schemas === undefined ? [] : facetsOf(tree, schemas);
}

/** Null where they stand so already. */
function sortedBy<T>(
  order: readonly string[],
  list: readonly T[],
  nameOf: (item: T) => string | null,
): T[] | null {
  const rank = new Map(order.map((name, i) => [name, i]));
  let before = -1;
  const ranked = list.map((item) => {
    before = rank.get(nameOf(item) ?? '') ?? before;
    return { item, rank: before };
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
  return sorted.every((item, i) => item === list[i]) ? null : sorted;
}

/** The text of a node with what is traded in it, at whatever depth one trade lies in another. */
function rendered(text: string, node: SchemaNode, traded: Traded): string {
  if (node.type === 'object') {
    const put = traded.members.get(node) ?? node.members;
    return inSlots(text, node, node.members, put, ({ offset, value }) => {
      return text.slice(offset, value.offset) + rendered(text, value, traded);
    });
  }
  if (node.type === 'array') {
    const put = traded.items.get(node) ?? node.items;
    return inSlots(text, node, node.items, put, (item) => rendered(text, item, traded));
  }
  return text.slice(node.offset, node.offset + node.length);
}

function inSlots<T extends Stretch>(
  text: string,
  around: Stretch,
  slots: readonly T[],
  put: readonly T[],
  print: (item: T) => string,
): string {
  const parts: string[] = [];
  let at = around.offset;
  for (const [i, slot] of slots.entries()) {
    parts.push(text.slice(at, slot.offset), print(put[i] ?? slot));
    at = slot.offset + slot.length;
  }
  return parts.join('') + text.slice(at, around.offset + around.length);
}

interface Stretch {
  offset: number;
  length: number;
}

function repeatsName(members: readonly Member[]): boolean {
  return new Set(members.map((member) => member.key)).size < members.length;
}

/** The places that one of these schemas describes, in declared order. */
function sharing(tree: SchemaTree, facets: ReadonlySet<SchemaNode>): string[] {
  const places: string[] = [];
  if (facets.size === 0) return places;
  fieldsOf(tree, (pattern, own) => {
    if (own.some((facet) => facets.has(facet))) places.push(pattern);
  });
  return places;
}

function dividedIn(text: string, orders: Orders): string[] {
  const parsed = parseSchema(text);
  if (!parsed.ok) return [];
  return [...orders]
    .filter(([pattern, order]) => {
      const declared = declaredChildren(parsed.schema, pattern).map((field) => field.name);
      return sortedBy(order, declared, (name) => name) !== null;
    })
    .map(([pattern]) => pattern);
}
