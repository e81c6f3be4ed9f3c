import { FORMATS, NUMBER_FORMATS } from './formats.ts';
import { escapeToken, type Json, type JsonObject } from './json.ts';
import { parsePattern } from './pattern.ts';
import { asSchema, type Schema, type SchemaDocument, toNumber } from './schema.ts';

/** What a schema asks that cannot be honoured, at a JSON Pointer into the schema. */
export interface SchemaRefusal {
  keyword: string;
  pointer: string;
  message: string;
}

type Shape = 'schema' | 'schemas' | 'schema map' | 'number' | 'count' | 'texts' | 'flag' | 'list' | 'any';

/** Every keyword that is honoured, by the shape that its value must have. */
const HONOURED: readonly (readonly [Shape, string])[] = [
  ['schemas', 'allOf anyOf oneOf prefixItems'],
  ['schema', 'not if then else contains additionalItems additionalProperties propertyNames'],
  ['schema', 'unevaluatedItems unevaluatedProperties'],
  ['schema map', 'properties patternProperties'],
  ['number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'],
  ['count', 'minLength maxLength minItems maxItems minContains maxContains minProperties maxProperties'],
  ['texts', 'required'],
  ['flag', 'uniqueItems'],
  ['list', 'enum'],
  ['any', 'const'],
];
const SHAPES = new Map(
  HONOURED.flatMap(([shape, names]) => names.split(' ').map((name) => [name, shape] as const)),
);

/** Keywords with a check of their own below. */
const SPECIAL = new Set([
  '$ref',
  'type',
  'items',
  'pattern',
  'format',
  'dependentRequired',
  'contentEncoding',
]);

/** Annotations: they ask nothing of a value. `discriminator` only speeds up what `oneOf` says already. */
const ANNOTATIONS = new Set(
  (
    '$schema $id $anchor $comment $defs $vocabulary definitions title description default example examples deprecated ' +
    'readOnly writeOnly discriminator externalDocs xml markdownDescription enumDescriptions'
  ).split(' '),
);

const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

/** The first thing in the schema, as far as the root can reach, that cannot be honoured; null when there is none. */
export function checkSchema(document: SchemaDocument): SchemaRefusal | null {
  const seen = new Set<Schema>();

  function check(schema: Schema, pointer: string): SchemaRefusal | null {
    if (typeof schema === 'boolean' || seen.has(schema)) return null;
    seen.add(schema);
    for (const [keyword, value] of schema) {
      const at = `${pointer}/${escapeToken(keyword)}`;
      const refusal = keywordRefusal(document, keyword, value, at);
      if (refusal !== null) return refusal;
      for (const [inner, where] of inside(document, keyword, value, at)) {
        const found = check(inner, where);
        if (found !== null) return found;
      }
    }
    return null;
  }

  return check(document.root, '');
}

function keywordRefusal(
  document: SchemaDocument,
  keyword: string,
  value: Json,
  pointer: string,
): SchemaRefusal | null {
  const refuse = (message: string) => ({ keyword, pointer, message });
  if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) return null;
  if (SPECIAL.has(keyword)) {
    const why = specialRefusal(document, keyword, value);
    return why === null ? null : refuse(why);
  }
  const shape = SHAPES.get(keyword);
  if (shape === undefined) return refuse(`the keyword "${keyword}" is not one that the Simulator can honour`);
  return fits(shape, value) ? null : refuse(`the value of "${keyword}" must be ${ARTICLES[shape]}`);
}

const ARTICLES: { readonly [shape in Shape]: string } = {
  schema: 'a schema',
  schemas: 'a list of at least one schema',
  'schema map': 'an object of schemas',
  number: 'a number',
  count: 'a whole number from 0',
  texts: 'a list of strings',
  flag: 'true or false',
  list: 'a list of at least one value',
  any: 'any value',
};

function fits(shape: Shape, value: Json): boolean {
  const number = toNumber(value);
  switch (shape) {
    case 'schema':
      return asSchema(value) !== undefined;
    case 'schemas':
      return Array.isArray(value) && value.length > 0 && value.every((item) => asSchema(item) !== undefined);
    case 'schema map':
      return value instanceof Map && [...value.values()].every((item) => asSchema(item) !== undefined);
    case 'number':
      return number !== undefined && Number.isFinite(number);
    case 'count':
      return number !== undefined && Number.isInteger(number) && number >= 0;
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value) && value.length > 0;
    case 'any':
      break;
  }
  return true;
}

function specialRefusal(document: SchemaDocument, keyword: string, value: Json): string | null {
  switch (keyword) {
    case '$ref':
      if (typeof value === 'string' && document.resolve(value) !== undefined) return null;
      return `"$ref" must point into this schema; ${JSON.stringify(value)} does not`;
    case 'type': {
      const names = Array.isArray(value) ? value : [value];
      const known = names.length > 0 && names.every((name) => typeof name === 'string' && TYPES.has(name));
      return known ? null : '"type" must name JSON types';
    }
    case 'items':
      return fits('schema', value) || fits('schemas', value) ? null : '"items" must be a schema';
    case 'dependentRequired':
      return value instanceof Map && [...value.values()].every((names) => fits('texts', names))
        ? null
        : '"dependentRequired" must be an object of lists of names';
    case 'contentEncoding':
      return value === 'base64' ? null : '"contentEncoding" is honoured for base64 alone';
    case 'format':
      if (typeof value === 'string' && (FORMATS.has(value) || NUMBER_FORMATS.has(value))) return null;
      return `the "format" ${JSON.stringify(value)} is not one that the Simulator can honour`;
    default: {
      if (typeof value !== 'string') return '"pattern" must be a string';
      const pattern = parsePattern(value);
      return pattern.ok
        ? null
        : `the "pattern" ${JSON.stringify(value)} cannot be honoured: ${pattern.message}`;
    }
  }
}

/** The schemas inside a keyword's value, with their pointers. A reference leads to its target. */
function inside(document: SchemaDocument, keyword: string, value: Json, pointer: string): [Schema, string][] {
  if (keyword === '$ref') {
    const reference = typeof value === 'string' ? value : '';
    const target = document.resolve(reference);
    return target === undefined ? [] : [[target, reference.replace(/^[^#]*#/, '')]];
  }
  const shape = keyword === 'items' ? (Array.isArray(value) ? 'schemas' : 'schema') : SHAPES.get(keyword);
  if (shape === 'schema') return entry(asSchema(value), pointer);
  if (shape === 'schemas' && Array.isArray(value)) {
    return value.flatMap((item, index) => entry(asSchema(item), `${pointer}/${index}`));
  }
  if (shape === 'schema map' && value instanceof Map) return mapEntries(value, pointer);
  return [];
}

function mapEntries(map: JsonObject, pointer: string): [Schema, string][] {
  return [...map].flatMap(([name, member]) => entry(asSchema(member), `${pointer}/${escapeToken(name)}`));
}

function entry(schema: Schema | undefined, pointer: string): [Schema, string][] {
  return schema === undefined ? [] : [[schema, pointer]];
}
