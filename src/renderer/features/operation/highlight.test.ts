import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { highlight } from './highlight.ts';

describe('highlight', () => {
  test('should keep every character, JSON or not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(
          highlight(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('should tell keys from strings', () => {
    const kinds = highlight('{"a\\"b": "c", "d":-1.0e5,"e":[true,null]}').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'mark')).toEqual([
      'key',
      'string',
      'key',
      'number',
      'key',
      'boolean',
      'null',
    ]);
  });
});
