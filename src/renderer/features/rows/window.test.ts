import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { rowWindow, scrollHeight, scrollTopFor, TALLEST } from './window.ts';

describe('rowWindow', () => {
  test('should hold the rows in sight and no others', () => {
    expect(rowWindow(100, 26, 260, 0)).toEqual({ first: 0, last: 10, offset: 0 });
    expect(rowWindow(100, 26, 260, 30)).toEqual({ first: 1, last: 12, offset: 4 });
    expect(rowWindow(3, 26, 260, 0)).toEqual({ first: 0, last: 3, offset: 0 });
    expect(rowWindow(0, 26, 260, 0)).toEqual({ first: 0, last: 0, offset: 0 });
  });

  test('should reach every row of a list taller than an element may be', () => {
    const count = 2_000_000;
    expect(scrollHeight(count, 26)).toBe(TALLEST);
    expect(rowWindow(count, 26, 520, TALLEST - 520).last).toBe(count);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: count - 1 }),
        fc.double({ min: 0, max: TALLEST, noNaN: true }),
        (row, from) => {
          const { first, last } = rowWindow(count, 26, 520, scrollTopFor(row, count, 26, 520, from));
          expect(row).toBeGreaterThanOrEqual(first);
          expect(row).toBeLessThan(last);
        },
      ),
    );
  });

  test('should not scroll for a row that is in sight', () => {
    expect(scrollTopFor(3, 100, 26, 260, 20)).toBe(20);
    expect(scrollTopFor(0, 100, 26, 260, 20)).toBe(0);
    expect(scrollTopFor(20, 100, 26, 260, 20)).toBe(21 * 26 - 260);
  });
});
