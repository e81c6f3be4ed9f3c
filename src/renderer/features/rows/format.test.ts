import { expect, test } from 'vitest';

import { formatMs, formatTick, formatWhole } from './format.ts';

test('should group thousands, and not write out a number that no run lasts', () => {
  expect(formatMs(1290.44)).toBe('1,290.4');
  expect(formatWhole(999_999_999_999_999)).toBe('999,999,999,999,999');
  expect([formatMs(1e308), formatWhole(-1e308), formatTick(1e308, 1e307)]).toEqual([
    '1.0e+308',
    '-1.0e+308',
    '1.0e+308',
  ]);
});
