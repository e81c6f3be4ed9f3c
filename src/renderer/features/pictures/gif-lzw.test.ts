import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { lzw } from './gif-lzw.ts';

/** As a reader does it (GIF 89a, appendix F), with entries spelled out. */
function unlzw(bytes: Uint8Array): number[] {
  const out: number[] = [];
  let table: number[][] = [];
  let before: number[] | null = null;
  let [width, at] = [9, 0];
  for (;;) {
    let code = 0;
    for (let bit = 0; bit < width; bit++, at++) code |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
    if (code === 257) return out;
    if (code === 256) {
      table = [...Array.from({ length: 256 }, (_, i) => [i]), [], []];
      [width, before] = [9, null];
      continue;
    }
    const entry: number[] = table[code] ?? [...(before ?? []), before?.[0] ?? -1];
    out.push(...entry);
    if (before !== null && table.length < 4096) table.push([...before, entry[0] ?? -1]);
    if (table.length === 1 << width && width < 12) width += 1;
    before = entry;
  }
}

test('should give back what it compressed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(255), { minLength: 1, maxLength: 400 }), (indices) => {
      expect(unlzw(lzw(Uint8Array.from(indices)))).toEqual(indices);
    }),
  );
});

test('should go on when its table is full, and compress what repeats', () => {
  let seed = 7;
  const noise = Uint8Array.from({ length: 20_000 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed >> 16;
  });
  expect(unlzw(lzw(noise))).toEqual([...noise]);
  expect(lzw(new Uint8Array(100_000)).length).toBeLessThan(1000);
});
