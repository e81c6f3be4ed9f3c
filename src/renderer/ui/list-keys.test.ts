import { describe, expect, it } from 'vitest';

import { stepTo, typeTo } from './list-keys.ts';

describe('stepTo', () => {
  it('should go through a list and hold at its ends', () => {
    expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown'].map((key) => stepTo(key, 1, 4))).toEqual([
      2, 0, 0, 3, 3,
    ]);
    expect([stepTo('ArrowDown', 3, 4), stepTo('ArrowUp', 0, 4)]).toEqual([3, 0]);
  });

  it('should lead nowhere by other keys, or in an empty list', () => {
    expect([stepTo('a', 0, 4), stepTo('End', 0, 0)]).toEqual([null, null]);
  });
});

describe('typeTo', () => {
  it('should find the next that begins with the letter, round and round', () => {
    const labels = ['dottxt', 'Lab', 'Simulator', 'local'];
    expect([typeTo('l', 0, labels), typeTo('L', 1, labels), typeTo('l', 3, labels)]).toEqual([1, 3, 1]);
    expect([typeTo('x', 0, labels), typeTo('Enter', 0, labels), typeTo('a', 0, [])]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
