import { resolveReference } from './reference.ts';
import { memberOf, type SchemaNode, type SchemaTree, stringOf, stringsOf } from './tree.ts';

/**
 * A place in the document is described by several schemas at once: the one written there, what it refers to, what
 * `allOf` adds and what each branch of a union may add. Those are its facets, in the order of the text: a schema's own
 * keywords stand where the first of them that names children is written.
 */
export type Facets = readonly SchemaNode[];

const CHILD_KEYWORDS = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
]);
const ALTERNATIVES = new Set(['anyOf', 'oneOf']);
const CONDITIONALS = new Set(['then', 'else']);

export function facetsOf(tree: SchemaTree, schemas: readonly SchemaNode[]): Facets {
  const facets = new Set<SchemaNode>();
  const entered = new Set<SchemaNode>();

  function enter(schema: SchemaNode): void {
    // A schema that refers to itself without going down a level adds nothing the second time.
    if (schema.type !== 'object' || entered.has(schema)) return;
    entered.add(schema);
    for (const { key, value } of schema.members) {
      if (CHILD_KEYWORDS.has(key)) facets.add(schema);
      else for (const added of addedBy(tree, key, value)) enter(added);
    }
    facets.add(schema);
  }

  for (const schema of schemas) enter(schema);
  return [...facets];
}

/** The schemas that a keyword applies to the same place. */
function addedBy(tree: SchemaTree, key: string, value: SchemaNode): readonly SchemaNode[] {
  if (key === '$ref') return targetsOf(tree, value);
  if ((key === 'allOf' || ALTERNATIVES.has(key)) && value.type === 'array') return value.items;
  if (CONDITIONALS.has(key)) return [value];
  if (key === 'dependentSchemas' && value.type === 'object')
    return value.members.map((member) => member.value);
  return [];
}

function targetsOf(tree: SchemaTree, reference: SchemaNode | undefined): SchemaNode[] {
  const target = resolveReference(tree, stringOf(reference) ?? '');
  return target === undefined ? [] : [target];
}

/** Whether a document must have the property: required outright, or by every branch of a union. */
export function requires(tree: SchemaTree, schemas: readonly SchemaNode[], name: string): boolean {
  const asking = new Set<SchemaNode>();

  function asks(schema: SchemaNode): boolean {
    if (schema.type !== 'object' || asking.has(schema)) return false;
    asking.add(schema);
    const found =
      stringsOf(memberOf(schema, 'required')).includes(name) ||
      targetsOf(tree, memberOf(schema, '$ref')).some(asks) ||
      listOf(schema, 'allOf').some(asks) ||
      [...ALTERNATIVES].some((key) => listOf(schema, key).length > 0 && listOf(schema, key).every(asks));
    asking.delete(schema);
    return found;
  }

  return schemas.some(asks);
}

function listOf(schema: SchemaNode, key: string): readonly SchemaNode[] {
  const list = memberOf(schema, key);
  return list?.type === 'array' ? list.items : [];
}
