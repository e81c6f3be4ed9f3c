import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { visible, visibleKey } from './visible.ts';

describe('visible', () => {
  it('should leave text alone that can be seen', () => {
    for (const text of ['reply', '{"op":"add"}', 'مفتاح', '日本語', '👨‍👩‍👧', 'می‌خواهم'])
      expect(visible(text)).toBe(text);
  });

  it('should show what turns, hides or breaks a line', () => {
    expect(visible('a\u202eb\u2066c\u200bd\u0000e\nf')).toBe('a\\u202eb\\u2066c\\u200bd\\u0000e\\u000af');
  });

  it('should keep a JSON string the same string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
      }),
    );
  });
});

describe('visibleKey', () => {
  it('should quote a key that bare could not be seen', () => {
    expect(['reply', 'two words', '', ' ', 'a ', 'a\nb', '\u202eevil'].map(visibleKey)).toEqual([
      'reply',
      'two words',
      '""',
      '" "',
      '"a "',
      '"a\\nb"',
      '"\\u202eevil"',
    ]);
  });
});
