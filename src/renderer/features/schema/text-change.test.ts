import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changeBetween } from './text-change.ts';

describe('changeBetween', () => {
  it('should name only the stretch that differs', () => {
    expect(changeBetween('{"a":1,"b":2}', '{"a":1,"c":2}')).toEqual({ offset: 8, length: 1, text: 'c' });
    expect(changeBetween('aa', 'aaa')).toEqual({ offset: 2, length: 0, text: 'a' });
    expect(changeBetween('same', 'same')).toBeNull();
  });

  it('should turn any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeBetween(before, after);
        if (change === null) return before === after;
        const { offset, length, text } = change;
        return before.slice(0, offset) + text + before.slice(offset + length) === after;
      }),
    );
  });
});
