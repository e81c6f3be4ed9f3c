import { formatPointer } from '../patch/pointer.ts';
import { type Child, childrenOf } from './children.ts';
import { type Facets, facetsOf, requires } from './facets.ts';
import { memberOf, type SchemaNode, type SchemaTree, stringOf } from './tree.ts';
import { typeOf } from './type-of.ts';

/** A place in the schema, with the pattern of the nodes that fill it. The root itself is no field. */
export interface Field {
  /** `/steps/*`: a JSON Pointer in which `*` stands for any index, or any name that is not declared one by one. */
  pattern: string;
  /** The last token of the pattern, unescaped. */
  name: string;
  /** 0 for the root's own properties. */
  depth: number;
  /** In words for people: `string`, `integer | null`, `enum`, `array`, `any`. */
  type: string;
  required: boolean;
  /** The text of `"key": …`, for an item of `prefixItems` of the item, in UTF-16 units. */
  offset: number;
  length: number;
  description?: string;
}

/** Shared definitions multiply: ten that use ten that use ten. A list longer than this is of use to nobody. */
const MAX_FIELDS = 10_000;

/** How often one schema may stand on the way down to a field: itself, and once inside itself. */
const MAX_TURNS = 2;

/**
 * Every field, in declared order, depth first. A definition that is used in several places is a field of each, and a
 * name that several branches of a union declare appears once, where it is written first.
 *
 * A recursive schema would have no end: each place is followed into itself once (a tree's root, its children, and the
 * children's own fields), not further. `declaredChildren` has no such limit. The list ends after 10,000 fields.
 *
 * `visit` is told of each place on the way, the root included, with the schemas that describe it.
 */
export function fieldsOf(tree: SchemaTree, visit?: (pattern: string, facets: Facets) => void): Field[] {
  const fields: Field[] = [];
  const turns = new Map<SchemaNode, number>();

  function descend(schemas: readonly SchemaNode[], path: readonly string[]): void {
    const facets = facetsOf(tree, schemas);
    if (facets.some((facet) => (turns.get(facet) ?? 0) >= MAX_TURNS)) return;
    visit?.(formatPointer(path), facets);
    for (const facet of facets) turns.set(facet, (turns.get(facet) ?? 0) + 1);
    for (const child of childrenOf(facets)) {
      if (fields.length >= MAX_FIELDS) break;
      fields.push(fieldOf(tree, schemas, child, path));
      descend(child.schemas, [...path, child.token]);
    }
    for (const facet of facets) turns.set(facet, (turns.get(facet) ?? 1) - 1);
  }

  descend([tree.root], []);
  return fields;
}

/** The field that a step down from a place is. */
export function fieldOf(
  tree: SchemaTree,
  parents: readonly SchemaNode[],
  child: Child,
  path: readonly string[],
): Field {
  const facets = facetsOf(tree, child.schemas);
  const description = descriptionOf(child.schemas, facets);
  return {
    pattern: formatPointer([...path, child.token]),
    name: child.token,
    depth: path.length,
    type: typeOf(tree, child.schemas),
    required: child.kind === 'property' && requires(tree, parents, child.token),
    offset: child.offset,
    length: child.length,
    ...(description === undefined ? {} : { description }),
  };
}

/** What is written at the place itself goes before what it refers to. */
function descriptionOf(schemas: readonly SchemaNode[], facets: Facets): string | undefined {
  for (const schema of [...schemas, ...facets]) {
    const description = stringOf(memberOf(schema, 'description'));
    if (description !== undefined) return description;
  }
  return undefined;
}
