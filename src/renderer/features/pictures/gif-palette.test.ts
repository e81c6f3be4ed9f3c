import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { nearest, paletteOf } from './gif-palette.ts';

const colours = fc.array(fc.tuple(fc.nat(0xffffff), fc.integer({ min: 1, max: 1000 })), {
  minLength: 1,
  maxLength: 300,
});

test('should keep every colour while there is room, and the most frequent always', () => {
  fc.assert(
    fc.property(colours, fc.integer({ min: 1, max: 255 }), (entries, most) => {
      const counts = new Map(entries);
      const palette = paletteOf(counts, most);
      expect(palette.length).toBeLessThanOrEqual(most);
      if (counts.size <= most) expect(new Set(palette)).toEqual(new Set(counts.keys()));
      const top = Math.max(...counts.values());
      expect(palette.some((colour) => counts.get(colour) === top)).toBe(true);
    }),
  );
});

test('should find a colour that it has, and else the one that looks most like it', () => {
  const palette = [0x000000, 0x0000ff, 0xffffff];
  expect(palette.map((colour) => nearest(palette, colour))).toEqual([0, 1, 2]);
  expect(nearest(palette, 0x1010f0)).toBe(1);
});
