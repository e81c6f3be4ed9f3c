import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  newGate,
  readScalar,
  readScalars,
  renamed,
  valueText,
  withCondition,
  without,
  writeScalar,
} from './gate-form.ts';

const scalar = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);

describe('values of conditions', () => {
  it('should read words as text and JSON as JSON', () => {
    expect(readScalars('billing, 7, "7", true , null, "a, b"')).toEqual([
      'billing',
      7,
      '7',
      true,
      null,
      'a, b',
    ]);
  });

  it('should read back as they were written', () => {
    fc.assert(
      fc.property(scalar, (value) => {
        expect(readScalar(writeScalar(value))).toEqual(value);
      }),
    );
  });

  it('should keep its value where the test changes', () => {
    const gate = withCondition(newGate([], '/intent'), 'one of', 'billing, account');
    expect(valueText(gate)).toBe('billing, account');
    expect(withCondition(gate, 'equals', 'billing').when).toEqual({
      field: '/intent',
      is: 'equals',
      value: 'billing',
    });
  });
});

describe('a list of gates', () => {
  const first = newGate([], '/a');
  const second = { ...newGate([first], '/b'), waitsFor: [first.name] };

  it('should name a new gate as no other', () => {
    expect(second.name).not.toBe(first.name);
  });

  it('should follow a new name and forget a gate that is gone', () => {
    expect(renamed([first, second], 0, 'approve')[1]?.waitsFor).toEqual(['approve']);
    expect(without([first, second], 0)).toEqual([{ ...second, waitsFor: [] }]);
  });
});
