import { memberOf, type SchemaNode, type SchemaTree, stringOf, stringsOf } from './tree.ts';
import {
  membersOf,
  remarkAt,
  remarkOn,
  type SchemaRemark,
  type Subschema,
  subschemasOf,
} from './subschemas.ts';

/**
 * What a schema has to change for OpenAI's `strict` (OpenAI docs, _Structured model outputs: supported schemas_): the
 * root is an object, every object closes itself and requires all it has, and only some keywords exist. A schema that
 * breaks a rule is refused with status 400 before anything is generated.
 */
export function strictSubset(tree: SchemaTree): SchemaRemark[] {
  const remarks: SchemaRemark[] = [];
  const sizes = { properties: 0, values: 0, characters: 0 };
  for (const at of subschemasOf(tree)) {
    if (at.pointer === '') remarks.push(...aboutRoot(at));
    remarks.push(...aboutKeywords(at), ...aboutObject(at));
    if (at.depth > MAX_DEPTH)
      remarks.push(remarkOn(at, `strict takes no more than ${MAX_DEPTH} levels of nesting`));
    count(at, sizes);
  }
  const root: Subschema = { schema: tree.root, pointer: '', depth: 0 };
  if (sizes.properties > MAX_PROPERTIES) {
    remarks.push(
      remarkOn(root, `strict takes no more than ${MAX_PROPERTIES} properties; here are ${sizes.properties}`),
    );
  }
  if (sizes.values > MAX_VALUES) {
    remarks.push(
      remarkOn(root, `strict takes no more than ${MAX_VALUES} enum values; here are ${sizes.values}`),
    );
  }
  if (sizes.characters > MAX_CHARACTERS) {
    remarks.push(
      remarkOn(
        root,
        `strict takes no more than ${MAX_CHARACTERS} characters of names and values; here are ${sizes.characters}`,
      ),
    );
  }
  return remarks.toSorted((a, b) => a.offset - b.offset);
}

const MAX_DEPTH = 10;
const MAX_PROPERTIES = 5000;
const MAX_VALUES = 1000;
const MAX_CHARACTERS = 120_000;

const KNOWN = new Set([
  '$schema',
  '$id',
  '$ref',
  '$defs',
  'definitions',
  'title',
  'description',
  'type',
  'enum',
  'const',
  'anyOf',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'maxItems',
  'pattern',
  'format',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
]);

const FORMATS = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** What to do instead, where there is something. */
const INSTEAD: { [keyword: string]: string } = {
  oneOf: 'use anyOf',
  allOf: 'write the schemas as one',
  default: 'say it in the description',
  minLength: 'use pattern',
  maxLength: 'use pattern',
  prefixItems: 'use an object with a property for each',
};

function aboutRoot(at: Subschema): SchemaRemark[] {
  if (memberOf(at.schema, 'anyOf') !== undefined) {
    return [remarkOn(at, 'strict takes no anyOf at the root: put it into a property')];
  }
  const isObject = stringOf(memberOf(at.schema, 'type')) === 'object';
  return isObject ? [] : [remarkOn(at, 'strict takes only an object at the root: put this into a property')];
}

function aboutKeywords(at: Subschema): SchemaRemark[] {
  const remarks: SchemaRemark[] = [];
  for (const member of membersOf(at.schema)) {
    const { key, value } = member;
    if (!KNOWN.has(key)) {
      const instead = Object.hasOwn(INSTEAD, key) ? `: ${INSTEAD[key]}` : '';
      remarks.push(remarkAt(at, member, `strict does not know ${key}${instead}`));
    } else if (key === '$ref' && !/^#(?:$|\/(?:\$defs|definitions)\/)/.test(stringOf(value) ?? '')) {
      remarks.push(remarkAt(at, member, 'strict follows references to # and to $defs alone'));
    } else if (key === 'format' && !FORMATS.has(stringOf(value) ?? '')) {
      remarks.push(remarkAt(at, member, `strict knows the formats ${[...FORMATS].join(', ')}`));
    } else if (key === 'items' && value.type === 'array') {
      remarks.push(remarkAt(at, member, 'strict takes one schema for all items'));
    }
  }
  return remarks;
}

function aboutObject(at: Subschema): SchemaRemark[] {
  const { schema } = at;
  const types = typesOf(schema);
  const properties = memberOf(schema, 'properties');
  if (!types.includes('object') && properties === undefined) return [];
  const remarks: SchemaRemark[] = [];
  const additional = memberOf(schema, 'additionalProperties');
  if (!(additional?.type === 'boolean' && !additional.value)) {
    remarks.push(remarkOn(at, 'strict wants "additionalProperties": false on every object'));
  }
  const required = new Set(stringsOf(memberOf(schema, 'required')));
  for (const property of properties === undefined ? [] : membersOf(properties)) {
    if (required.has(property.key)) continue;
    const inside = { ...at, pointer: `${at.pointer}/properties` };
    remarks.push(
      remarkAt(
        inside,
        property,
        `strict wants every property in "required": add ${JSON.stringify(property.key)}, and let it be null if it may be missing`,
      ),
    );
  }
  return remarks;
}

function typesOf(schema: SchemaNode): string[] {
  const type = memberOf(schema, 'type');
  const one = stringOf(type);
  return one === undefined ? stringsOf(type) : [one];
}

function count(
  { schema }: Subschema,
  sizes: { properties: number; values: number; characters: number },
): void {
  for (const { key, value } of membersOf(schema)) {
    if (key === 'properties' || key === '$defs' || key === 'definitions') {
      const names = membersOf(value);
      if (key === 'properties') sizes.properties += names.length;
      for (const { key: name } of names) sizes.characters += name.length;
    } else if (key === 'enum' && value.type === 'array') {
      sizes.values += value.items.length;
      for (const item of value.items) sizes.characters += stringOf(item)?.length ?? 0;
    } else if (key === 'const') sizes.characters += stringOf(value)?.length ?? 0;
  }
}
