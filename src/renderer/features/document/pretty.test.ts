import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { prettyJson } from './pretty.ts';

describe('prettyJson', () => {
  test('should lay out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  test('should keep numbers, escapes and the order of keys as they were written', () => {
    expect(prettyJson('{"b":1.0,"10":1e400,"a":9223372036854775808,"s":"\\u00e9,{\\"","b":-0}')).toBe(
      '{\n  "b": 1.0,\n  "10": 1e400,\n  "a": 9223372036854775808,\n  "s": "\\u00e9,{\\"",\n  "b": -0\n}',
    );
  });

  test('should leave empty containers on their line', () => {
    expect(prettyJson('{"a":[],"b":{},"c":[[]]}')).toBe(
      '{\n  "a": [],\n  "b": {},\n  "c": [\n    []\n  ]\n}',
    );
  });
});
