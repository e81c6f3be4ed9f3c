import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Ordered, siblingsOf } from '../../../core/schema/sibling-orders.ts';
import { arrivedOrders, movedFields, orderedFields, withMoved } from './orders.ts';

function fields(...patterns: string[]): Ordered[] {
  return patterns.map((text) => {
    const [pattern = '', type = 'string'] = text.split(' ');
    return { pattern, name: pattern.slice(pattern.lastIndexOf('/') + 1), type };
  });
}

const PLAN = fields('/topic', '/steps array', '/steps/* object', '/steps/*/what', '/steps/*/why', '/pair array', '/pair/0', '/pair/1'); // prettier-ignore

describe('orders', () => {
  it('should move fields with all that lies below them', () => {
    const orders = new Map([['', ['steps', 'topic', 'pair']]]);
    expect(orderedFields(PLAN, orders).map((field) => field.pattern)).toEqual([
      '/steps', '/steps/*', '/steps/*/what', '/steps/*/why', '/topic', '/pair', '/pair/0', '/pair/1',
    ]); // prettier-ignore
    expect([...movedFields(siblingsOf(PLAN), orders)]).toHaveLength(1);
  });

  it('should put a name anywhere and keep the others as they were', () => {
    expect(withMoved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
    expect(withMoved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(withMoved(['a', 'b'], 'a', 0)).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.nat(), (order, pick, to) => {
        const name = order[pick % order.length] ?? '';
        const moved = withMoved(order, name, to) ?? order;
        expect(moved.indexOf(name)).toBe(Math.min(to, order.length - 1));
        expect(moved.filter((other) => other !== name)).toEqual(order.filter((other) => other !== name));
      }),
    );
  });

  it('should sort as arrived, and leave behind its neighbour what never came', () => {
    const seen: Record<string, number> = { '/topic': 9, '/pair': 2 };
    expect([...arrivedOrders(siblingsOf(PLAN), (pattern) => seen[pattern] ?? null)]).toEqual([
      ['', ['pair', 'topic', 'steps']],
    ]);
  });
});
