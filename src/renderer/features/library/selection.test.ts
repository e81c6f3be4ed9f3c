import { describe, expect, it } from 'vitest';

import { keepShown, NOTHING, reachOf, selectAll, selectAt, type Selection } from './selection.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

function names({ selected, active }: Selection): string {
  return `${[...selected].toSorted().join('')} ${active ?? '-'}`;
}

describe('the selection', () => {
  it('should take one, add one, take one away, and take a range either way', () => {
    const one = selectAt(NOTHING, IDS, 1, 'one');
    expect(names(one)).toBe('b b');
    const two = selectAt(one, IDS, 3, 'toggle');
    expect(names(two)).toBe('bd d');
    expect(names(selectAt(two, IDS, 1, 'toggle'))).toBe('d b');
    const range = selectAt(two, IDS, 0, 'range');
    expect(names(range)).toBe('abcd a');
    // The range turns about where it began.
    expect(names(selectAt(range, IDS, 4, 'range'))).toBe('de e');
    expect(names(selectAll(one, IDS))).toBe('abcde b');
  });

  it('should leave everything as it is where there is no such row', () => {
    const one = selectAt(NOTHING, IDS, 1, 'one');
    expect(selectAt(one, IDS, 9, 'one')).toBe(one);
    expect(selectAt(NOTHING, [], 0, 'range')).toBe(NOTHING);
  });

  it('should keep what is still shown, and go to the next in place of what is gone', () => {
    const two = selectAt(selectAt(NOTHING, IDS, 1, 'one'), IDS, 2, 'toggle');
    expect(keepShown(two, IDS, IDS)).toBe(two);
    expect(names(keepShown(two, ['a', 'b', 'd', 'e'], IDS))).toBe('b b');
    expect(names(keepShown(two, ['a', 'd', 'e'], IDS))).toBe('e e');
    expect(names(keepShown(two, ['a'], IDS))).toBe('a a');
    expect(keepShown(two, [], IDS)).toBe(NOTHING);
    expect(names(keepShown(NOTHING, IDS, []))).toBe('a a');
  });

  it('should read the keys as file managers do', () => {
    const none = { ctrlKey: false, metaKey: false, shiftKey: false };
    expect([none, { ...none, metaKey: true }, { ...none, shiftKey: true }].map(reachOf)).toEqual([
      'one',
      'toggle',
      'range',
    ]);
  });
});
