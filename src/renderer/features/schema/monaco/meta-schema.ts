import type { JSONSchema } from 'monaco-editor/languages/features/json/register';

/**
 * What a schema may be made of, for completion, hover and checking in the editor: the keywords that 2020-12 and
 * draft-07 have in common, and those of either. Written for the editor's JSON service, which reads draft-07 and
 * follows no `$dynamicRef`, so the published 2020-12 meta-schema would check nothing there. Main has the last word
 * (`schema.check`).
 */
const schema: JSONSchema = { $ref: '#' };
const schemas: JSONSchema = { type: 'array', minItems: 1, items: schema };
const named: JSONSchema = { type: 'object', additionalProperties: schema };
const count: JSONSchema = { type: 'integer', minimum: 0 };
const texts: JSONSchema = { type: 'array', items: { type: 'string' }, uniqueItems: true };
const typeName: JSONSchema = {
  enum: ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'],
};

export const META_SCHEMA: JSONSchema = {
  type: ['object', 'boolean'],
  properties: {
    $schema: said({ type: 'string' }, 'The dialect that this schema is written in.'),
    $id: said({ type: 'string' }, 'The URI of this schema.'),
    $anchor: said({ type: 'string' }, 'A name for this place, for `$ref`.'),
    $ref: said({ type: 'string' }, 'Uses the schema at that place, such as `#/$defs/Step`.'),
    $dynamicRef: { type: 'string' },
    $dynamicAnchor: { type: 'string' },
    $vocabulary: { type: 'object' },
    $comment: said({ type: 'string' }, 'A remark for whoever reads the schema.'),
    $defs: said(named, 'Schemas to use by `$ref`.'),
    definitions: said(named, 'Schemas to use by `$ref`; `$defs` since 2019-09.'),
    title: said({ type: 'string' }, 'A name for people.'),
    description: said({ type: 'string' }, 'What belongs here. Models read it too.'),
    default: {},
    examples: { type: 'array' },
    deprecated: { type: 'boolean' },
    readOnly: { type: 'boolean' },
    writeOnly: { type: 'boolean' },

    type: said(
      { anyOf: [typeName, { type: 'array', items: typeName, minItems: 1, uniqueItems: true }] },
      'What a value is.',
    ),
    enum: said(
      { type: 'array', minItems: 1 },
      'The values to choose from: short to write, so early to land.',
    ),
    const: said({}, 'The only value.'),

    properties: said(named, 'The fields of an object. They land in the order in which they stand here.'),
    required: said(texts, 'The fields that must be there.'),
    additionalProperties: said(schema, 'What other fields may hold; `false` allows none.'),
    patternProperties: said(named, 'What fields hold whose names match a regular expression.'),
    propertyNames: schema,
    unevaluatedProperties: schema,
    minProperties: count,
    maxProperties: count,
    dependentRequired: { type: 'object', additionalProperties: texts },
    dependentSchemas: named,
    dependencies: { type: 'object', additionalProperties: { anyOf: [schema, texts] } },

    items: said({ anyOf: [schema, schemas] }, 'What each item of an array is.'),
    prefixItems: said(schemas, 'What the first items are, one by one.'),
    additionalItems: schema,
    unevaluatedItems: schema,
    contains: schema,
    minContains: count,
    maxContains: count,
    minItems: said(count, 'The least number of items.'),
    maxItems: said(count, 'The greatest number of items.'),
    uniqueItems: { type: 'boolean' },

    minLength: said(count, 'The least number of characters.'),
    maxLength: said(count, 'The greatest number of characters.'),
    pattern: said({ type: 'string', format: 'regex' }, 'A regular expression that the string matches.'),
    format: said({ type: 'string' }, 'The form of a string, such as `date-time`, `email` or `uuid`.'),
    contentEncoding: { type: 'string' },
    contentMediaType: { type: 'string' },
    contentSchema: schema,

    minimum: { type: 'number' },
    maximum: { type: 'number' },
    exclusiveMinimum: { type: 'number' },
    exclusiveMaximum: { type: 'number' },
    multipleOf: { type: 'number', exclusiveMinimum: 0 },

    allOf: said(schemas, 'All of these hold.'),
    anyOf: said(schemas, 'At least one of these holds.'),
    oneOf: said(schemas, 'Exactly one of these holds.'),
    not: schema,
    ...Object.fromEntries(['if', 'then', 'else'].map((keyword) => [keyword, schema])),
  },
};

/** The dialects that a `$schema` usually names; the editor takes each for the schema above. */
export const META_SCHEMA_URIS = [
  'https://json-schema.org/draft/2020-12/schema',
  'http://json-schema.org/draft-07/schema',
];

function said(keyword: JSONSchema, description: string): JSONSchema {
  return { ...keyword, description };
}
