import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Mark, placeChips, writing } from './lane.ts';

const marks = fc
  .uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 12 })
  .map((times): Mark[] =>
    times
      .sort((a, b) => a - b)
      .map((at, i) => ({ name: `f${i}`, value: '', from: times[i - 1] ?? 0, at, plusMinus: 0 })),
  );

test('should place chips within the lane and none over another, the key always', () => {
  fc.assert(
    fc.property(marks, fc.integer({ min: 40, max: 500 }), (all, wide) => {
      const chips = placeChips(all, all.at(-1)?.name ?? null, () => wide, { width: 1168, span: 2000 }, 2, 12);
      expect(chips.find(({ mark }) => mark === all.at(-1))?.level).toBe(0);
      for (const a of chips) {
        expect(a.x).toBeGreaterThanOrEqual(0);
        expect(a.x + wide).toBeLessThanOrEqual(1168);
        for (const b of chips) {
          if (a === b || a.level === null || a.level !== b.level) continue;
          expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(wide);
        }
      }
    }),
  );
});

test('should know what is being written at a moment', () => {
  const intent = { name: 'intent', value: '', from: 200, at: 250, plusMinus: 0 };
  const reply = { name: 'reply', value: '', from: 250, at: 1300, plusMinus: 0 };
  expect(writing([intent, reply], 100)).toBeNull();
  expect(writing([intent, reply], 250)).toBe(reply);
  expect(writing([intent, reply], 1300)).toBeNull();
});
