import addFormats from 'ajv-formats';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outOfDeclaredOrder } from '../src/core/schema/declared-order.ts';
import { declaredChildren } from '../src/core/schema/ghosts.ts';
import { parseSchema } from '../src/core/schema/parse.ts';
import { foldText, planOf, planned } from './simulator-plan.ts';
import { HAND_PICKED } from './simulator-schemas.ts';

const modern = new Ajv2020({ strict: false, allErrors: true, ownProperties: true });
/** Up to draft-07 a tuple stands under `items`. */
const classic = new Ajv({ strict: false, allErrors: true, ownProperties: true });
for (const ajv of [modern, classic]) addFormats.default(ajv);

/** Checks answers with the public validator, and their order with the window's own reading of the schema. */
function checkAnswers(text: string, seeds: readonly number[]): void {
  const validate = (text.includes('"definitions"') ? classic : modern).compile(JSON.parse(text));
  for (const seed of seeds) checkAnswer(text, seed, validate);
}

function checkAnswer(text: string, seed: number, validate: ValidateFunction): void {
  const { json, keys } = foldText(planOf(text, { seed }).operations.map((operation) => operation.text));
  const isValid = validate(JSON.parse(json));
  expect(isValid, `${text}\n${json}\n${modern.errorsText(validate.errors)}`).toBe(true);

  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  for (const [pointer, arrived] of keys) {
    const declared = declaredChildren(parsed.schema, pointer).map((field) => field.name);
    expect(outOfDeclaredOrder(declared, arrived), `${text}\n${pointer}: ${arrived.join()}`).toEqual([]);
  }
}

const NAMES = [
  'b',
  'a',
  '10',
  '2',
  'name',
  'email',
  'reply',
  'a/b',
  '~x',
  '__proto__',
  'price',
  'createdAt',
  'tags',
  '',
];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 }));

/** Schemas that can be satisfied by construction: bounds are drawn as pairs in order. */
const { schema } = fc.letrec<{ schema: object; node: object; leaf: object }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom({ type: 'boolean' }, { type: 'null' }, { type: 'string' }, { type: 'number' }, {}),
    fc.record({
      enum: fc.uniqueArray(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 5 }),
    }),
    fc.record({ const: fc.jsonValue({ maxDepth: 1 }) }),
    pair(0, 60).map(([minLength, maxLength]) => ({ type: 'string', minLength, maxLength })),
    pair(-1000, 1000).map(([minimum, maximum]) => ({ type: 'integer', minimum, maximum })),
    pair(-50, 50).map(([low, high]) => ({
      type: 'number',
      exclusiveMinimum: low,
      exclusiveMaximum: high + 1,
    })),
    fc
      .integer({ min: 1, max: 12 })
      .map((multipleOf) => ({ type: ['integer', 'null'], multipleOf, minimum: 5 })),
    fc
      .constantFrom('date', 'date-time', 'time', 'email', 'uuid', 'uri', 'hostname', 'ipv4', 'ipv6')
      .map((format) => ({ type: 'string', format })),
    fc
      .constantFrom(
        '^[A-Z]{3}-\\d{4}$',
        '^(?:red|green|blue)$',
        '^\\w+@\\w+\\.org$',
        '[0-9]{2}',
        '^[^aeiou\\s]{4,9}$',
      )
      .map((pattern) => ({ type: 'string', pattern })),
  ),
  node: fc.oneof(
    { weight: 3, arbitrary: tie('leaf') },
    { weight: 3, arbitrary: objectOf(tie('node')) },
    {
      weight: 2,
      arbitrary: fc
        .record({ items: tie('node'), bounds: pair(0, 5) })
        .map(({ items, bounds: [minItems, maxItems] }) => ({ type: 'array', items, minItems, maxItems })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('node'), { minLength: 1, maxLength: 3 })
        .map((prefixItems) => ({ type: 'array', prefixItems, items: false, minItems: prefixItems.length })),
    },
    {
      weight: 1,
      // One branch with children, since two may disagree about the order of the names they share.
      arbitrary: fc.tuple(tie('leaf'), tie('node'), tie('leaf')).map((anyOf) => ({ anyOf })),
    },
    { weight: 1, arbitrary: fc.constantFrom({ $ref: '#/$defs/tree' }, { $ref: '#/$defs/leaf' }) },
  ),
  schema: objectOf(tie('node')).map((root) => Object.assign(root, { $defs: DEFS })),
}));

const DEFS = {
  leaf: { type: 'string', maxLength: 20 },
  tree: {
    type: 'object',
    required: ['label'],
    properties: {
      label: { $ref: '#/$defs/leaf' },
      children: { type: 'array', items: { $ref: '#/$defs/tree' }, maxItems: 3 },
    },
  },
};

function pair(min: number, max: number): fc.Arbitrary<[number, number]> {
  return fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => (a < b ? [a, b] : [b, a]));
}

/** An object schema whose text keeps the order drawn; `Raw` goes into the text as it is. */
function objectOf(node: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const property = fc.record({ name, node, required: fc.boolean() });
  return fc.uniqueArray(property, { selector: (drawn) => drawn.name, maxLength: 6 }).map((properties) => ({
    type: 'object',
    properties: properties.map((drawn) => [drawn.name, drawn.node] as const),
    required: properties.filter((drawn) => drawn.required).map((drawn) => drawn.name),
    // ajv does not see `__proto__` among the declared names.
    additionalProperties: properties.some((drawn) => drawn.name === '__proto__'),
  }));
}

/** JSON text in which `properties` given as pairs keep their order, integer-like names included. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => {
    const isPairs = key === 'properties' && Array.isArray(member);
    const text = isPairs
      ? `{${(member as [string, unknown][]).map(([name, node]) => `${JSON.stringify(name)}:${textOf(node)}`).join(',')}}`
      : textOf(member);
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{${members.join(',')}}`;
}

describe('what the Simulator answers', () => {
  for (const [title, text] of HAND_PICKED) {
    it(`should satisfy its schema in declared order: ${title}`, () => {
      checkAnswers(text, [0, 1, 2, 3, 4, 5, 6, 7]);
    });
  }

  it('should satisfy any schema that can be satisfied, in declared order', () => {
    const numRuns = process.env['LANDFALL_FULL'] === undefined ? 250 : 2000;
    fc.assert(
      fc.property(schema, fc.integer(), (drawn, seed) => checkAnswers(textOf(drawn), [seed])),
      { numRuns },
    );
  }, 120_000);

  it('should name each keyword that it cannot honour, and where', () => {
    for (const [keyword, value] of Object.entries({
      dependentSchemas: {},
      $dynamicRef: '#x',
      contentMediaType: 'application/json',
      nullable: true,
      maxLenght: 3,
      format: 'colour',
      pattern: '(a)\\1',
      $ref: 'https://example.com/other.json',
      type: 'text',
      minItems: -1,
      properties: [],
    })) {
      const text = JSON.stringify({ type: 'object', properties: { 'a/b': { [keyword]: value } } });
      const result = planned(text);
      expect(result.ok ? null : result.refusal).toMatchObject({
        keyword,
        pointer: `/properties/a~1b/${keyword}`,
      });
      if (!result.ok) expect(result.refusal.message).toContain(`"${keyword}"`);
    }
  });

  it('should say so where a schema has no value', () => {
    for (const text of [
      'false',
      '{"type":"string","enum":[1]}',
      '{"type":"integer","minimum":3,"maximum":2}',
      '{"required":["a"],"properties":{"a":false}}',
      '{"type":"object","required":["me"],"properties":{"me":{"$ref":"#"}}}',
      '{"type":"array","uniqueItems":true,"minItems":3,"items":{"type":"boolean"}}',
      '{"type":"string","pattern":"^a$","minLength":2}',
    ]) {
      expect(planned(text), text).toMatchObject({ ok: false, refusal: { keyword: 'schema' } });
    }
  });

  it('should give up on a hopeless schema in bounded time', () => {
    const impossible = '{"type":"string","pattern":"^a$","minLength":2}';
    let text = impossible;
    for (let i = 0; i < 12; i++)
      text = `{"type":"object","required":["a"],"properties":{"a":{"anyOf":[${text},${impossible}]}}}`;
    expect(planned(text).ok).toBe(false);
  });
});
