import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { bareNdjson, type WireFilter, WireList } from './wire-list.ts';

const LINES = [
  '{"op":"add","path":"","value":{},"t":1,"c":1}',
  '{"op":"add","path":"/n","value":1.0,"t":2,"c":2}',
  '{"op":"add","path":"/list","value":[],"t":2,"c":2}',
  '{"$":"beat","t":3,"c":3,"text":" ping"}',
  '{"$":"bad","t":4,"c":4,"raw":"{\\"op\\"","why":"not JSON"}',
  '{"op":"add","path":"/x/y","value":0,"t":5,"c":5}',
];
const ALL: WireFilter = { text: '', kind: 'all', leavesOnly: false };

function record(): RunRecord {
  const all = new RunRecord();
  for (const line of LINES) all.push(line);
  return all;
}

function shown(filter: Partial<WireFilter>): number[] {
  const list = new WireList(record(), { ...ALL, ...filter });
  list.advance(() => false);
  return Array.from({ length: list.length }, (_, row) => list.event(row));
}

describe('WireList', () => {
  test('should list every event, unreadable ones included', () => {
    expect(shown({})).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('should hide exactly the seeds when only leaves are wanted', () => {
    expect(shown({ leavesOnly: true })).toEqual([1, 3, 4, 5]);
  });

  test('should filter by kind, by what is wrong, and by text in either case', () => {
    expect(shown({ kind: 'beat' })).toEqual([3]);
    expect(shown({ kind: 'error' })).toEqual([4, 5]);
    expect(shown({ text: '/LIST' })).toEqual([2]);
    expect(shown({ text: 'op', kind: 'op', leavesOnly: true })).toEqual([1, 5]);
  });

  test('should find the same in slices as in one go', () => {
    const list = new WireList(record(), { ...ALL, leavesOnly: true });
    while (!list.upToDate) list.advance(() => true);
    expect(list.length).toBe(4);
    expect(list.rowOf(4)).toBe(2);
    expect(list.event(99)).toBe(-1);
  });

  test('should give the operations back as they came, without times', async () => {
    expect(await bareNdjson(record(), () => Promise.resolve())).toBe(
      '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/n","value":1.0}\n{"op":"add","path":"/list","value":[]}\n{"op":"add","path":"/x/y","value":0}\n',
    );
  });
});
