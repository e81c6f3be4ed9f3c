import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Flag, layLane, type Mark, writing } from './lane.ts';

const WIDTH = 1168;
const SPAN = 2000;
const GAP = 12;

function mark(name: string, from: number, at: number): Mark {
  return { name, value: '', type: 'string', from, at, plusMinus: 0 };
}

const marks = fc
  .uniqueArray(fc.integer({ min: 0, max: SPAN }), { minLength: 1, maxLength: 12 })
  .map((times) => times.sort((a, b) => a - b).map((at, i) => mark(`f${i}`, times[i - 1] ?? 0, at)));

function extent({ stalk, side }: Flag, wide: number): [number, number] {
  return side === 'left' ? [stalk - wide, stalk] : [stalk, stalk + wide];
}

test('should place flags within the lane, none over another or its stalk, the key always', () => {
  fc.assert(
    fc.property(marks, fc.integer({ min: 40, max: 500 }), fc.nat(), (all, wide, which) => {
      const keyAt = all[which % all.length]?.at ?? 0;
      const widths = { name: () => wide - 20, both: () => wide, key: wide };
      const { blocks, key } = layLane(all, keyAt, widths, { width: WIDTH, span: SPAN }, GAP);
      if (key === null) throw new Error('the key has no flag');
      const flags = [key, ...blocks.flatMap(({ flag }) => flag ?? [])];
      flags.forEach((a, i) => {
        const [from, to] = extent(a, wide);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(WIDTH);
        for (const b of flags.slice(i + 1)) {
          const [otherFrom, otherTo] = extent(b, wide);
          const isApart = to + GAP <= otherFrom || from >= otherTo + GAP;
          // The key's is as high as all levels.
          if (a === key || a.level === b.level) expect(isApart).toBe(true);
          else if (a.level > b.level) expect(a.stalk <= otherFrom || a.stalk >= otherTo).toBe(true);
        }
      });
    }),
  );
});

test('should make blocks as long as their fields took, with inside what there is room for', () => {
  const all = [mark('intent', 200, 250), mark('reply', 250, 1250)];
  const widths = { name: () => 90, both: () => 300, key: 200 };
  const { blocks } = layLane(all, 250, widths, { width: 1000, span: 1000 * 1.25 }, GAP);
  expect(blocks.map(({ x, width, inside }) => [x, width, inside])).toEqual([
    [160, 40, 'nothing'],
    [200, 800, 'name and time'],
  ]);
});

test('should count a crowd instead of flagging it, and leave the key and what has room by itself', () => {
  const all = Array.from({ length: 60 }, (_, i) => mark(`f${i}`, i * 30, i * 30 + 30));
  all.splice(20, 1, mark('f20', 600, 900), mark('late', 900, 930));
  const widths = { name: () => 90, both: () => 200, key: 200 };
  const { blocks, key } = layLane(all.slice(0, 40), 300, widths, { width: WIDTH, span: SPAN }, GAP);
  expect(blocks.every(({ flag }) => flag === null)).toBe(true);
  expect(key).toMatchObject({ level: 0 });
  expect(blocks.map((block) => block.mark.name)).toEqual(['9 fields', 'f9', '10 fields', 'f20', '19 fields']);
  // Nothing is lost: each begins where the one before it ends.
  const marks = blocks.map((block) => block.mark);
  expect(marks.slice(1).map(({ from }) => from)).toEqual(marks.slice(0, -1).map(({ at }) => at));
});

test('should know what is being written at a moment', () => {
  const intent = mark('intent', 200, 250);
  const reply = mark('reply', 250, 1300);
  expect(writing([intent, reply], 100)).toBeNull();
  expect(writing([intent, reply], 250)).toBe(reply);
  expect(writing([intent, reply], 1300)).toBeNull();
});
