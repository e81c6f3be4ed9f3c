import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { columnsOf, shorten, shownValue } from './stage-text.ts';

test('should never be wider than there is room, and whole where there is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, most) => {
      const short = shorten(text, most);
      expect(columnsOf(short)).toBeLessThanOrEqual(most);
      if (columnsOf(text) <= most) expect(short).toBe(text);
      else expect(short.endsWith('…') && text.startsWith(short.slice(0, -1))).toBe(true);
    }),
  );
});

test('should count wide characters twice and combining marks not at all', () => {
  expect(columnsOf('請求')).toBe(4);
  expect(columnsOf('e\u0301')).toBe(1);
});

test('should read a value to the audience as it is meant, and hide no mark that turns its direction', () => {
  expect(shownValue(String.raw`"\u8acb\u6c42\nnow"`, 40)).toBe('"請求 now"');
  expect(shownValue('1.0', 40)).toBe('1.0');
  expect(shownValue('"a\u202eb"', 40)).toBe(String.raw`"a\u202eb"`);
  expect(shownValue('"still grow', 40)).toBe('"still grow');
});
