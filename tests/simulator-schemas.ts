/** Schemas as people write them, one feature or one habit each. */
const SCHEMAS: { readonly [title: string]: unknown } = {
  'any value': true,
  'a bare string': { type: 'string' },
  'a bare number': { type: 'number', minimum: 0, maximum: 1 },
  'a type list': { type: ['string', 'integer', 'null'] },
  'an enum of mixed types': { enum: ['a', 1, null, true, [1, 2], { a: 1 }] },
  'a const object': { const: { b: 1, a: [true] } },
  'enum narrowed by allOf': {
    allOf: [{ enum: ['a', 'b', 'c'] }, { enum: ['c', 'd', 'b'] }],
    not: { const: 'b' },
  },
  'exact length': { type: 'string', minLength: 37, maxLength: 37 },
  'empty string only': { type: 'string', maxLength: 0 },
  'long prose': {
    type: 'object',
    properties: { reply: { type: 'string', minLength: 900, maxLength: 1000 } },
    required: ['reply'],
  },
  'a short name': {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 5 } },
    required: ['name'],
  },
  'format within a length': { type: 'string', format: 'email', maxLength: 24 },
  'format and pattern': { type: 'string', format: 'date', pattern: '^202[0-9]-' },
  base64: { type: 'string', contentEncoding: 'base64' },
  'a plate': { type: 'string', pattern: '^[A-Z]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}$' },
  'a semantic version': {
    type: 'string',
    pattern: '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-[\\w.]+)?$',
  },
  'pattern of a length': { type: 'string', pattern: '^[a-z]+$', minLength: 40, maxLength: 44 },
  'pattern without anchors': { type: 'string', pattern: '\\d{3}', minLength: 10 },
  'pattern with a lookahead': { type: 'string', pattern: '^(?=[a-z])\\w{6}$' },
  'pattern with classes': { type: 'string', pattern: '^[^\\W_]{2}[\\s-][.\\x41\\u0042]\\$$' },
  'pattern with letters of any script': { type: 'string', pattern: '^\\p{Lu}\\p{L}+$' },
  'two patterns': { type: 'string', allOf: [{ pattern: '^[a-f0-9]+$' }, { pattern: '^.{8}$' }] },
  cents: { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 1000 },
  'quarters, exclusive': { type: 'number', multipleOf: 0.25, exclusiveMinimum: 0, exclusiveMaximum: 0.5 },
  'two steps': { type: 'integer', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1, maximum: 12 },
  'a narrow number': { type: 'number', minimum: 0.123456, maximum: 0.123457 },
  'a negative range': { type: 'integer', minimum: -20, maximum: -18 },
  'a large integer': { type: 'integer', minimum: 9007199254740990, maximum: 9007199254740991 },
  int32: { type: 'integer', format: 'int32' },
  'fractional bounds of an integer': { type: 'integer', minimum: 1.5, maximum: 2.5 },
  'a list': { type: 'array', items: { type: 'string' }, minItems: 3, maxItems: 5 },
  'an empty list': { type: 'array', maxItems: 0 },
  'unique items of few': {
    type: 'array',
    uniqueItems: true,
    minItems: 4,
    items: { enum: ['a', 'b', 'c', 'd'] },
  },
  'unique items of some': {
    type: 'array',
    uniqueItems: true,
    items: { type: 'integer', minimum: 1, maximum: 4 },
  },
  'unique objects': {
    type: 'array',
    uniqueItems: true,
    minItems: 4,
    items: {
      type: 'object',
      properties: { on: { type: 'boolean' }, n: { enum: [1, 2] } },
      required: ['on', 'n'],
    },
  },
  'a tuple': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
  'a tuple with more': {
    type: 'array',
    prefixItems: [{ const: 'head' }],
    items: { type: 'integer' },
    minItems: 4,
  },
  contains: {
    type: 'array',
    items: { type: 'integer', minimum: 0, maximum: 9 },
    contains: { minimum: 8 },
    minItems: 3,
  },
  'contains, bounded': {
    type: 'array',
    items: { type: 'integer', minimum: 0, maximum: 9 },
    contains: { const: 7 },
    minContains: 2,
    maxContains: 2,
    minItems: 5,
  },
  'a map': { type: 'object', additionalProperties: { type: 'integer' } },
  'a map of a size': {
    type: 'object',
    additionalProperties: { type: 'boolean' },
    minProperties: 20,
    maxProperties: 20,
  },
  'a map with named keys': {
    type: 'object',
    propertyNames: { pattern: '^[a-z]{2}$' },
    additionalProperties: { type: 'string' },
    minProperties: 2,
  },
  'a map with listed keys': {
    type: 'object',
    propertyNames: { enum: ['de', 'fr', 'pt'] },
    additionalProperties: { type: 'string' },
    minProperties: 3,
  },
  'pattern properties': {
    type: 'object',
    patternProperties: { '^n_': { type: 'number' } },
    additionalProperties: false,
    properties: { n_total: { minimum: 5 } },
    required: ['n_total'],
  },
  'at least two of three': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
    minProperties: 2,
    additionalProperties: false,
  },
  'at most one of three': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
    maxProperties: 1,
  },
  'required but undeclared': { type: 'object', required: ['id'], properties: { name: { type: 'string' } } },
  'dependent names': {
    type: 'object',
    properties: { card: { type: 'string' }, billing: { type: 'string' } },
    dependentRequired: { card: ['billing'] },
  },
  'optional and nullable, as pydantic writes it': {
    type: 'object',
    title: 'Person',
    properties: {
      name: { title: 'Name', type: 'string' },
      nick: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Nick' },
    },
    required: ['name'],
  },
  'a tagged union': {
    oneOf: [
      {
        type: 'object',
        properties: { kind: { const: 'circle' }, radius: { type: 'number', exclusiveMinimum: 0 } },
        required: ['kind', 'radius'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'square' }, side: { type: 'number', exclusiveMinimum: 0 } },
        required: ['kind', 'side'],
      },
    ],
    discriminator: { propertyName: 'kind' },
  },
  'exactly one of overlapping branches': {
    oneOf: [
      { type: 'integer', minimum: 0 },
      { type: 'integer', maximum: 50 },
    ],
  },
  'allOf of two objects': {
    allOf: [
      { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] },
      {
        type: 'object',
        properties: { at: { type: 'string', format: 'date-time' }, id: { minLength: 36 } },
        required: ['at'],
      },
    ],
  },
  'allOf, nothing else let in': {
    allOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }],
    properties: { b: { type: 'integer' } },
    type: 'object',
    unevaluatedProperties: false,
  },
  'base and branch': {
    type: 'object',
    properties: { first: { type: 'string' } },
    required: ['first'],
    anyOf: [
      { properties: { second: { type: 'integer' } }, required: ['second'] },
      { properties: { third: { type: 'boolean' } }, required: ['third'] },
    ],
  },
  'not a type': { not: { type: 'string' } },
  'a shared definition': {
    type: 'object',
    properties: { from: { $ref: '#/$defs/place' }, to: { $ref: '#/$defs/place' } },
    required: ['from', 'to'],
    $defs: {
      place: {
        type: 'object',
        properties: { city: { type: 'string' }, lat: { type: 'number', minimum: -90, maximum: 90 } },
        required: ['city', 'lat'],
      },
    },
  },
  'a reference with siblings': {
    $ref: '#/$defs/word',
    maxLength: 4,
    $defs: { word: { type: 'string', minLength: 2 } },
  },
  'an anchor': { $ref: '#word', $defs: { w: { $anchor: 'word', type: 'string' } } },
  'a tree': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          children: { type: 'array', items: { $ref: '#/$defs/node' } },
        },
        required: ['name', 'children'],
      },
    },
  },
  'a linked list': {
    type: 'object',
    properties: { value: { type: 'integer' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
    required: ['value', 'next'],
  },
  'an expression': {
    $ref: '#/$defs/expr',
    $defs: {
      expr: { oneOf: [{ type: 'number' }, { $ref: '#/$defs/sum' }] },
      sum: {
        type: 'object',
        properties: {
          op: { enum: ['+', '-'] },
          left: { $ref: '#/$defs/expr' },
          right: { $ref: '#/$defs/expr' },
        },
        required: ['op', 'left', 'right'],
        additionalProperties: false,
      },
    },
  },
  'definitions and an old tuple': {
    type: 'array',
    items: [{ $ref: '#/definitions/id' }, { type: 'boolean' }],
    minItems: 2,
    definitions: { id: { type: 'integer' } },
  },
  'every usual field': {
    type: 'object',
    required: ['id', 'title', 'email', 'city', 'price', 'year', 'tags', 'url', 'when', 'summary'],
    properties: {
      id: { type: 'string' },
      title: { type: 'string', maxLength: 60 },
      email: { type: 'string', format: 'email' },
      city: { type: 'string' },
      price: { type: 'number', minimum: 0 },
      year: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
      url: { type: 'string', format: 'uri' },
      when: { type: 'string', format: 'date-time' },
      summary: { type: 'string' },
    },
  },
};

const FORMATS = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uri-template',
  'url',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
  'regex',
  'byte',
  'password',
];

/** What `JSON.stringify` cannot write, or an object of ours should not hold (`then`). */
const AS_TEXT: readonly (readonly [string, string])[] = [
  [
    'a condition',
    `{"type":"object","properties":{"country":{"enum":["US","NL"]},"zip":{"type":"string"}},"required":["country","zip"],
      "if":{"properties":{"country":{"const":"US"}}},
      "then":{"properties":{"zip":{"pattern":"^\\\\d{5}$"}}},
      "else":{"properties":{"zip":{"pattern":"^\\\\d{4} [A-Z]{2}$"}}}}`,
  ],
  [
    'integer-like names',
    '{"type":"object","properties":{"b":{},"10":{},"a":{},"2":{}},"required":["b","10","a","2"]}',
  ],
  [
    '__proto__',
    '{"type":"object","properties":{"z":{"type":"string"},"__proto__":{"type":"integer"}},"required":["z","__proto__"]}',
  ],
  ['spelled numbers', '{"enum":[1.0,1e2]}'],
];

export const HAND_PICKED: readonly (readonly [string, string])[] = [
  ...Object.entries(SCHEMAS).map(([title, schema]) => [title, JSON.stringify(schema)] as const),
  ...FORMATS.map((format) => [`format ${format}`, JSON.stringify({ type: 'string', format })] as const),
  ...AS_TEXT,
];
