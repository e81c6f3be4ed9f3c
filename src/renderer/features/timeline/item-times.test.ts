import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ItemTimes } from './item-times.ts';

/** An array whose items are numbered by `nodes` and born at event = node. */
function arrayOf(nodes: number[]) {
  return {
    childCount: () => nodes.length,
    children: (_: number, from = 0, to = nodes.length) => nodes.slice(from, to),
    born: (node: number) => node,
  };
}

function itemTimes(...states: number[][]): ItemTimes {
  const items = new ItemTimes();
  for (const nodes of states) items.update(arrayOf(nodes), 0, (event) => event * 10);
  return items;
}

describe('ItemTimes', () => {
  test('should count every item exactly once, in whatever order they came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), fc.integer({ min: 1, max: 50 }), (nodes, columns) => {
        const counts = itemTimes(nodes).histogram(0, 2001, columns);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(nodes.length);
      }),
    );
  });

  test('should agree with a plain count in each column', () => {
    expect([...itemTimes([0, 1, 2, 5, 9]).histogram(0, 100, 5)]).toEqual([2, 1, 1, 0, 1]);
    expect([...itemTimes([9, 0, 5, 1, 2]).histogram(0, 100, 5)]).toEqual([2, 1, 1, 0, 1]);
    expect([...itemTimes([0, 1, 2]).histogram(10, 20, 1)]).toEqual([1]);
  });

  test('should carry on as the array grows, and start over when it changes', () => {
    expect(itemTimes([0, 1], [0, 1, 2, 3]).count).toBe(4);
    expect(itemTimes([0, 1, 2], [7, 0, 1, 2]).count).toBe(4);
    expect(itemTimes([0, 1, 2], [0]).count).toBe(1);
    expect(itemTimes([3, 1, 2]).first).toBe(10);
    expect(itemTimes([3, 1, 2]).last).toBe(30);
  });

  test('should find the newest item of a moment', () => {
    expect(itemTimes([1, 2, 3]).itemAt(25)).toBe(2);
    expect(itemTimes([1, 2, 3]).itemAt(5)).toBeNull();
    expect(itemTimes([3, 1, 2]).itemAt(25)).toBe(2);
  });
});
