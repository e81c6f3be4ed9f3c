import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../core/run/record.ts';
import { indexOf, isSeed, opAtOrBefore } from './run-index.ts';

const LINES = [
  '{"op":"add","path":"","value":{},"t":200,"c":1}',
  '{"$":"beat","t":210,"c":2,"text":" ping"}',
  '{"op":"add","path":"/a","value":1,"t":250,"c":3}',
  '{"op":"add","path":"/b","value":2,"t":250,"c":3}',
  '{"op":"add","path":"/no/where","value":2,"t":250,"c":3}',
  '{"$":"bad","t":300,"c":4,"raw":"{","why":"not JSON"}',
  '{"op":"add","path":"/c","value":3,"t":400,"c":5}',
];

function recordOf(lines: string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

describe('RunIndex', () => {
  test('should gather what the panels ask for', () => {
    const index = indexOf(recordOf(LINES));
    expect(index.first).toBe(0);
    expect(index.firstField).toBe(2);
    expect(index.beats).toEqual([1]);
    expect(index.errors).toEqual([4, 5]);
    expect(index.sharing).toBe(3);
    expect(index.longestGap).toEqual({ ms: 150, event: 6 });
  });

  test('should say the same whether the log came at once or line by line', () => {
    const record = new RunRecord();
    for (const line of LINES) {
      record.push(line);
      indexOf(record);
    }
    const { first, firstField, beats, errors, sharing, longestGap } = indexOf(recordOf(LINES));
    expect(indexOf(record)).toMatchObject({ first, firstField, beats, errors, sharing, longestGap });
  });

  test('should find the operation at or before an event', () => {
    const record = recordOf(LINES);
    expect([-1, 0, 1, 2, 5, 6].map((event) => opAtOrBefore(record, event))).toEqual([-1, 0, 0, 2, 4, 6]);
  });

  test('should take exactly {} and [] for seeds', () => {
    expect(isSeed('{"op":"add","path":"/a","value": [ ] }')).toBe(true);
    for (const value of ['0', '""', 'null', 'false', '{"value":{}}', '[[]]', '"\\"value\\":{}"']) {
      expect(isSeed(`{"op":"add","path":"/a","value":${value}}`)).toBe(false);
    }
  });
});
