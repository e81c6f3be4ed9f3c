import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Order } from './order.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 60 : 1000;

/** An insertion or a removal, at a share of the length. Inserts outnumber removals, so that leaves split and frames come. */
const change = fc.record({
  insert: fc.constantFrom(true, true, true, false),
  where: fc.double({ min: 0, max: 1, noNaN: true }),
});

interface Story {
  order: Order;
  /** By tick, the order as a plain list has it. */
  moments: number[][];
}

function tell(length: number, changes: { insert: boolean; where: number }[]): Story {
  let list = Array.from({ length }, (_, i) => i);
  const order = new Order(Int32Array.from(list), 0);
  const moments: number[][] = [];
  for (const [tick, { insert, where }] of changes.entries()) {
    if (insert || list.length === 0) {
      const at = Math.round(where * list.length);
      list = list.toSpliced(at, 0, 10_000 + tick);
      order.insert(at, 10_000 + tick, tick);
    } else {
      const at = Math.floor(where * (list.length - 1));
      expect(order.remove(at, tick)).toBe(list[at]);
      list = list.toSpliced(at, 1);
    }
    moments.push(list);
  }
  return { order, moments };
}

function read(order: Order, tick: number, from: number, to: number): number[] {
  const found: number[] = [];
  order.each(tick, from, to, (entry) => found.push(entry));
  return found;
}

const story = fc.tuple(fc.nat(700), fc.array(change, { maxLength: 500, size: 'max' }));

describe('Order', () => {
  it('should give any stretch at any moment as a plain list does (invariant 1)', () => {
    fc.assert(
      fc.property(story, fc.nat(), fc.nat(300), ([length, changes], start, size) => {
        const { order, moments } = tell(length, changes);
        for (const [tick, list] of moments.entries()) {
          if (tick % 7 !== 0 && tick !== moments.length - 1) continue;
          const from = start % (list.length + 1);
          expect(order.countAt(tick)).toBe(list.length);
          expect(read(order, tick, from, from + size)).toEqual(list.slice(from, from + size));
        }
        expect(order.present.toArray()).toEqual(
          Int32Array.from(moments.at(-1) ?? read(order, -1, 0, length)),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('should be as before once changes are taken back', () => {
    fc.assert(
      fc.property(story, fc.nat(), ([length, changes], back) => {
        const { order, moments } = tell(length, changes);
        const undone = back % (moments.length + 1);
        for (let i = 0; i < undone; i++) order.undo();
        const tick = moments.length - undone - 1;
        const left = moments[tick] ?? Array.from({ length }, (_, i) => i);
        expect(order.present.toArray()).toEqual(Int32Array.from(left));
        expect(read(order, tick, 0, left.length)).toEqual(left);
        order.insert(0, -7, moments.length);
        expect(read(order, tick, 0, 50)).toEqual(left.slice(0, 50));
        expect(order.present.at(0)).toBe(-7);
      }),
      { numRuns: RUNS },
    );
  });

  it('should find entries of ascending orders', () => {
    const order = new Order(
      Int32Array.from({ length: 1_000 }, (_, i) => i * 2),
      0,
    );
    for (let i = 0; i < 500; i++) order.remove(i, i);
    // What is left are the odd multiples of two.
    expect(order.present.indexOf(2)).toBe(0);
    expect(order.present.indexOf(1_998)).toBe(499);
    expect(order.present.indexOf(4)).toBe(-1);
  });
});
