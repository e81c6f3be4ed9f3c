import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { arrivalCounts } from './arrival-counts.ts';

describe('arrivalCounts', () => {
  test('should count every arrival exactly once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 })),
        fc.integer({ min: 1, max: 60 }),
        (times, columns) => {
          const sorted = times.toSorted((a, b) => a - b);
          const counts = arrivalCounts((ms) => sorted.findLastIndex((t) => t <= ms), 1000, columns);
          expect(counts.reduce((a, b) => a + b, 0)).toBe(times.length);
        },
      ),
    );
  });

  test('should count nothing where there is no room', () => {
    expect(arrivalCounts(() => 5, 100, 0).length).toBe(0);
  });
});
