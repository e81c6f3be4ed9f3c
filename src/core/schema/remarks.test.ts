import { describe, expect, it } from 'vitest';

import { parseSchema } from './parse.ts';
import { serverWarnings } from './server-warnings.ts';
import { strictSubset } from './strict-subset.ts';
import type { SchemaRemark } from './subschemas.ts';
import type { SchemaTree } from './tree.ts';

function tree(text: string): SchemaTree {
  const parsed = parseSchema(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.schema;
}

function brief(remarks: readonly SchemaRemark[]): string[] {
  return remarks.map(({ pointer, message }) => `${pointer} ${message}`);
}

const FINE = `{"type":"object","properties":{
  "a":{"type":"string","pattern":"^x+$","format":"date"},
  "b":{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}]}
},"required":["a","b"],"additionalProperties":false,
"$defs":{"n":{"type":"object","properties":{"c":{"type":"integer","minimum":0}},"required":["c"],"additionalProperties":false}}}`;

describe('strictSubset', () => {
  it('should say nothing of a schema that OpenAI takes', () => {
    expect(strictSubset(tree(FINE))).toEqual([]);
  });

  it('should point at each rule that is broken, in the order of the text', () => {
    const text = `{"type":"object","properties":{"a":{"type":"string","minLength":2},"b":{"oneOf":[{"type":"object","properties":{}}]}},"required":["a"]}`;
    const remarks = strictSubset(tree(text));
    expect(brief(remarks)).toEqual([
      ' strict wants "additionalProperties": false on every object',
      '/properties/a/minLength strict does not know minLength: use pattern',
      '/properties/b strict wants every property in "required": add "b", and let it be null if it may be missing',
      '/properties/b/oneOf strict does not know oneOf: use anyOf',
      '/properties/b/oneOf/0 strict wants "additionalProperties": false on every object',
    ]);
    const [, second] = remarks;
    expect(text.slice(second?.offset, (second?.offset ?? 0) + (second?.length ?? 0))).toBe('"minLength":2');
  });

  it('should look at the root, at references, at formats and at depth', () => {
    expect(brief(strictSubset(tree('{"type":"array","items":[{"type":"string"}]}')))).toEqual([
      ' strict takes only an object at the root: put this into a property',
      '/items strict takes one schema for all items',
    ]);
    expect(brief(strictSubset(tree('{"anyOf":[{"type":"string"}]}')))).toEqual([
      ' strict takes no anyOf at the root: put it into a property',
    ]);
    const odd =
      '{"type":"object","properties":{"a":{"$ref":"x.json"},"b":{"type":"string","format":"iban"}},"required":["a","b"],"additionalProperties":false}';
    expect(strictSubset(tree(odd)).map(({ pointer }) => pointer)).toEqual([
      '/properties/a/$ref',
      '/properties/b/format',
    ]);
    const deep = '{"type":"array","items":'.repeat(12) + '{}' + '}'.repeat(12);
    expect(brief(strictSubset(tree(deep))).some((one) => one.includes('10 levels'))).toBe(true);
  });

  it('should count what OpenAI counts', () => {
    const properties = Array.from({ length: 5001 }, (_, i) => `"p${i}":{"type":"null"}`).join(',');
    const required = Array.from({ length: 5001 }, (_, i) => `"p${i}"`).join(',');
    const large = `{"type":"object","properties":{${properties}},"required":[${required}],"additionalProperties":false}`;
    expect(brief(strictSubset(tree(large)))).toEqual([
      ' strict takes no more than 5000 properties; here are 5001',
    ]);
    const values = Array.from({ length: 1001 }, (_, i) => String(i)).join(',');
    const many = `{"type":"object","properties":{"a":{"enum":[${values}]}},"required":["a"],"additionalProperties":false}`;
    expect(brief(strictSubset(tree(many)))).toEqual([
      ' strict takes no more than 1000 enum values; here are 1001',
    ]);
  });
});

describe('serverWarnings', () => {
  it('should say nothing of a plain schema', () => {
    expect(serverWarnings(tree(FINE))).toEqual([]);
  });

  it('should warn of what grammars cannot say, at its place', () => {
    const text = `{"type":"object","properties":{
      "a":{"type":"string","pattern":"(?=x)y"},"b":{"pattern":"abc"},"c":{"enum":[]},
      "d":{"$ref":"#/$defs/none"},"e":{"$ref":"https://x.example/s.json"},"f":{"type":"object"},
      "g":{"type":"array","uniqueItems":true},"not":{"not":{}}
    },"required":["a","z"]}`;
    expect(serverWarnings(tree(text)).map(({ pointer }) => pointer)).toEqual([
      '/properties/a/pattern',
      '/properties/b/pattern',
      '/properties/c/enum',
      '/properties/d/$ref',
      '/properties/e/$ref',
      '/properties/f',
      '/properties/g/uniqueItems',
      '/properties/not/not',
      '/required',
    ]);
    expect(
      brief(serverWarnings(tree('{"anyOf":[{"enum":["x"],"enum":["y"]}],"default":{"a":1,"a":2}}'))),
    ).toEqual([
      '/anyOf/0/enum "enum" stands here twice: readers take the last, and drop this one',
      '/default/a "a" stands here twice: readers take the last, and drop this one',
    ]);
    expect(brief(serverWarnings(tree('{"type":"array"}')))).toEqual([
      ' OpenAI and every server of tools take only an object at the root',
    ]);
  });
});
