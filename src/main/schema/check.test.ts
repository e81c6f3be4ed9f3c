import { describe, expect, it } from 'vitest';

import { checkDocument, checkSchema } from './check.ts';

const TICKET = JSON.stringify({
  type: 'object',
  properties: {
    intent: { enum: ['billing', 'bug'] },
    n: { type: 'number' },
    when: { type: 'string', format: 'date' },
    steps: { type: 'array', items: { type: 'object', required: ['a/b'] } },
  },
  required: ['intent'],
});

function tuple(dialect: string, keyword: string): string {
  return JSON.stringify({ $schema: dialect, [keyword]: [{ type: 'string' }] });
}

describe('checkDocument', () => {
  it.each([
    ['{"intent":"bug"}', { state: 'valid' }],
    ['{"intent":"bug","n":1e400}', { state: 'valid' }],
    ['{"intent":"bug","n":123456789012345678901234567890.5}', { state: 'valid' }],
    ['{}', { state: 'missing required fields', problem: { pointer: '/intent', message: 'is required' } }],
    [
      '{"intent":"bug","steps":[{}]}',
      { state: 'missing required fields', problem: { pointer: '/steps/0/a~1b', message: 'is required' } },
    ],
    [
      '{"intent":"x","steps":[{}]}',
      {
        state: 'violates the schema',
        problem: {
          pointer: '/intent',
          message: 'must be equal to one of the allowed values: "billing", "bug"',
        },
      },
    ],
    ['{"intent":"bug","when":"tomorrow"}', { state: 'violates the schema' }],
    ['', { state: 'not a document' }],
  ])('should judge %s', (json, expected) => {
    expect(checkDocument(json, TICKET)).toMatchObject(expected);
  });

  it('should read each dialect by its own rules', () => {
    const draft7 = 'http://json-schema.org/draft-07/schema#';
    const draft2020 = 'https://json-schema.org/draft/2020-12/schema';
    expect(checkDocument('[1]', tuple(draft7, 'items')).state).toBe('violates the schema');
    expect(checkDocument('[1]', tuple(draft2020, 'prefixItems')).state).toBe('violates the schema');
    expect(checkDocument('[1]', tuple(draft7, 'prefixItems')).state).toBe('valid');
  });

  it('should say that a schema cannot be used', () => {
    expect(checkDocument('{}', '{"$ref":"#/$defs/none"}')).toMatchObject({
      state: 'unchecked',
      problem: { message: expect.stringContaining('the schema cannot be used') },
    });
  });
});

describe('checkSchema', () => {
  it('should find nothing in a schema that can be used', () => {
    expect(checkSchema(TICKET)).toEqual([]);
    expect(checkSchema('{"x-order":1,"type":"object"}')).toEqual([]);
    expect(checkSchema('{"$id":"a"}')).toEqual([]);
    expect(checkSchema('{"$id":"a","type":"object"}')).toEqual([]);
  });

  it('should say where the JSON ends to be JSON', () => {
    expect(checkSchema('{"type":\n oops}')[0]).toMatchObject({ pointer: '', offset: 10 });
  });

  it('should say where the schema is none', () => {
    expect(checkSchema('{"type":"object",\n"properties":{"a":{"type":"strin"}}}')[0]).toMatchObject({
      pointer: '/properties/a/type',
      offset: 44,
    });
  });

  it('should tell an unresolvable reference and an unknown dialect', () => {
    expect(checkSchema('{"$ref":"#/nowhere"}')[0]?.message).toContain('#/nowhere');
    const two = '{"properties":{"a":{"$ref":"#/$defs/none"},\n"b":{"items":{"$ref":"#/$defs/gone"}}}}';
    expect(checkSchema(two)).toEqual([
      {
        message: 'nothing stands at #/$defs/none',
        pointer: '/properties/a/$ref',
        offset: two.indexOf('"$ref":"#/$defs/none"'),
      },
      {
        message: 'nothing stands at #/$defs/gone',
        pointer: '/properties/b/items/$ref',
        offset: two.indexOf('"$ref":"#/$defs/gone"'),
      },
    ]);
    const pattern = '{"properties":{"a":{"pattern":"("}}}';
    expect(checkSchema(pattern)[0]).toMatchObject({ pointer: '/properties/a/pattern' });
    expect(checkSchema(pattern)[0]?.offset).toBeGreaterThanOrEqual(pattern.indexOf('"pattern"'));
    expect(checkSchema('{"$schema":"https://example.test/mine","type":"object"}')[0]?.message).toContain(
      'example.test/mine',
    );
  });
});
