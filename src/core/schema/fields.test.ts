import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fieldsOf } from './fields.ts';
import { declaredChildren, patternOf } from './ghosts.ts';
import { parseSchema } from './parse.ts';
import { schemaTitle } from './title.ts';
import type { SchemaTree } from './tree.ts';

function read(schema: unknown): SchemaTree {
  const parsed = parseSchema(typeof schema === 'string' ? schema : JSON.stringify(schema));
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.schema;
}

/** A line a field, as one would jot them down: `/steps/* string`, required ones with a `!`. */
function lines(schema: unknown): string[] {
  return fieldsOf(read(schema)).map((field) => `${field.pattern} ${field.type}${field.required ? '!' : ''}`);
}

const STRING = { type: 'string' };

describe('fieldsOf', () => {
  it('should list properties and items depth first, as written', () => {
    const schema = `{"type":"object","required":["steps"],"properties":{
      "topic":{"type":"string"},
      "steps":{"type":"array","items":{"type":"object","properties":{"title":{"type":["string","null"]}}}},
      "done":{"type":"boolean"}}}`;
    expect(lines(schema)).toEqual([
      '/topic string',
      '/steps array!',
      '/steps/* object',
      '/steps/*/title string | null',
      '/done boolean',
    ]);
  });

  it('should give the depth, the name and the text of the property', () => {
    const text = '{"properties": { "a/b": {"description":"Why.","properties":{"c": {"const":1}}} }}';
    const fields = fieldsOf(read(text));
    expect(fields.map(({ pattern, name, depth }) => [pattern, name, depth])).toEqual([
      ['/a~1b', 'a/b', 0],
      ['/a~1b/c', 'c', 1],
    ]);
    expect(fields[0]?.description).toBe('Why.');
    expect(text.slice(fields[1]?.offset).slice(0, fields[1]?.length)).toBe('"c": {"const":1}');
  });

  it('should make a shared definition a field of each place that uses it', () => {
    const schema = {
      properties: { from: { $ref: '#/$defs/place' }, to: { $ref: '#/definitions/alias' } },
      $defs: { place: { properties: { city: STRING } } },
      definitions: { alias: { $ref: '#/$defs/place' } },
    };
    expect(lines(schema)).toEqual(['/from object', '/from/city string', '/to object', '/to/city string']);
  });

  it('should name a field of several union branches once, where it is written first', () => {
    const schema = {
      anyOf: [
        { properties: { kind: { const: 'a' }, size: { type: 'integer' } }, required: ['kind', 'size'] },
        { properties: { kind: { const: 'b' }, colour: STRING }, required: ['kind'] },
      ],
    };
    expect(lines(schema)).toEqual(['/kind const!', '/size integer', '/colour string']);
  });

  it('should take allOf in the order of the text', () => {
    const a = { properties: { a: STRING } };
    expect(lines({ allOf: [a], properties: { b: STRING } })).toEqual(['/a string', '/b string']);
    expect(lines({ properties: { b: STRING }, allOf: [a] })).toEqual(['/b string', '/a string']);
  });

  it('should number prefixItems and star what follows them', () => {
    const schema = {
      properties: { pair: { prefixItems: [STRING, { type: 'number' }], items: { type: 'null' } } },
    };
    expect(lines(schema)).toEqual(['/pair array', '/pair/0 string', '/pair/1 number', '/pair/* null']);
  });

  it('should star the values of names that are not declared one by one', () => {
    expect(lines({ properties: { scores: { additionalProperties: { type: 'number' } } } })).toEqual([
      '/scores object',
      '/scores/* number',
    ]);
  });

  it('should follow a recursive schema into itself once', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: {
        node: { properties: { name: STRING, children: { type: 'array', items: { $ref: '#/$defs/node' } } } },
      },
    };
    expect(lines(schema)).toEqual([
      '/name string',
      '/children array',
      '/children/* object',
      '/children/*/name string',
      '/children/*/children array',
      '/children/*/children/* object',
    ]);
  });

  it('should end on references that go in circles or nowhere', () => {
    expect(lines({ $ref: '#' })).toEqual([]);
    expect(
      lines({ properties: { a: { $ref: '#/$defs/none' }, b: { $ref: 'https://example.com/x' } } }),
    ).toEqual(['/a any', '/b any']);
  });

  it('should not drown in definitions that multiply', () => {
    const $defs: { [name: string]: unknown } = { d0: STRING };
    for (let i = 1; i <= 8; i++) {
      const properties = Object.fromEntries(
        Array.from({ length: 10 }, (_, k) => [`p${k}`, { $ref: `#/$defs/d${i - 1}` }]),
      );
      $defs[`d${i}`] = { properties };
    }
    expect(fieldsOf(read({ $ref: '#/$defs/d8', $defs }))).toHaveLength(10_000);
  });

  it('should keep the order of the text for any names', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('10', '2', '__proto__', 'a/b', '~', '*', ''));
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 12 }), (names) => {
        const text = `{"properties":{${names.map((name) => `${JSON.stringify(name)}:{}`).join(',')}}}`;
        expect(fieldsOf(read(text)).map((field) => field.name)).toEqual(names);
        expect(declaredChildren(read(text), '').map((field) => field.name)).toEqual(names);
      }),
    );
  });
});

describe('declaredChildren', () => {
  const names = (place: string) => declaredChildren(tree, place).map((field) => field.pattern);
  const tree = read({
    $ref: '#/$defs/node',
    $defs: {
      node: {
        properties: {
          name: STRING,
          children: { items: { $ref: '#/$defs/node' } },
          tags: { additionalProperties: STRING },
        },
      },
    },
  });

  it('should answer for a pattern and for the pointer of a node, at any depth', () => {
    expect(names('')).toEqual(['/name', '/children', '/tags']);
    expect(names('/children/*')).toEqual(['/children/*/name', '/children/*/children', '/children/*/tags']);
    expect(names('/children/7/children/0')).toContain('/children/*/children/*/name');
    expect(names('/name')).toEqual([]);
    expect(names('/nowhere')).toEqual([]);
  });

  it('should give the pattern of a node, or null where the schema knows none', () => {
    expect(patternOf(tree, '/children/12/children/0/name')).toBe('/children/*/children/*/name');
    expect(patternOf(tree, '/tags/anything')).toBe('/tags/*');
    expect(patternOf(tree, '/name/0')).toBeNull();
  });
});

describe('schemaTitle', () => {
  it('should read the title, through a reference if need be', () => {
    expect(schemaTitle(read({ title: 'Ticket' }))).toBe('Ticket');
    expect(schemaTitle(read({ $ref: '#/$defs/t', $defs: { t: { title: 'Ticket' } } }))).toBe('Ticket');
    expect(schemaTitle(read({ $ref: '#' }))).toBeNull();
  });
});
