import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outOfDeclaredOrder } from './declared-order.ts';

describe('outOfDeclaredOrder', () => {
  it('should name the one key that jumped the queue', () => {
    expect(outOfDeclaredOrder(['intent', 'urgency', 'reply'], ['reply', 'intent', 'urgency'])).toEqual([
      'reply',
    ]);
  });

  it('should let keys be missing or undeclared', () => {
    expect(outOfDeclaredOrder(['a', 'b', 'c'], ['x', 'a', 'y', 'c'])).toEqual([]);
  });

  it('should leave an order behind, and name nothing when there is one', () => {
    const declared = Array.from({ length: 9 }, (_, i) => `k${i}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(declared), (arrived) => {
        const out = outOfDeclaredOrder(declared, arrived);
        const rest = arrived.filter((key) => !out.includes(key));
        expect(rest).toEqual(rest.toSorted());
        expect(outOfDeclaredOrder(declared, arrived.toSorted())).toEqual([]);
        if (arrived.length > 1) expect(out.length).toBeLessThan(arrived.length);
      }),
    );
  });
});
