import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { readMarks } from './reads.ts';

function logOf(stamps: [t: number, c: number][]) {
  const record = new RunRecord();
  record.push('{"op":"add","path":"","value":[],"t":0,"c":0}');
  stamps.forEach(([t, c], i) => record.push(JSON.stringify({ op: 'add', path: `/${i}`, value: i, t, c })));
  return record.log;
}

describe('readMarks', () => {
  test('should draw one mark a read, with how many events it brought', () => {
    const marks = readMarks(
      logOf([
        [100, 1],
        [200, 2],
        [200, 2],
        [200, 2],
        [300, 3],
      ]),
      { from: 50, span: 500, width: 500 },
    );
    expect(marks.map(({ x, events }) => [x, events])).toEqual([
      [50, 1],
      [150, 3],
      [250, 1],
    ]);
  });

  test('should lose no arrival where there are too many for marks of their own', () => {
    const stamps = Array.from({ length: 5000 }, (_, i): [number, number] => [i / 10, i + 1]);
    const marks = readMarks(logOf(stamps), { from: 0, span: 500, width: 331 });
    expect(marks.every((mark) => !mark.single)).toBe(true);
    expect(marks.reduce((sum, mark) => sum + mark.events, 0)).toBe(5001);
  });
});
