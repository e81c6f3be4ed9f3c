import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { type Declared, fieldRows, sortRows } from './field-rows.ts';
import { FieldStats } from './field-stats.ts';

function recordOf(ops: [path: string, value: unknown, t: number, c: number][]): RunRecord {
  const record = new RunRecord();
  for (const [path, value, t, c] of ops) record.push(JSON.stringify({ op: 'add', path, value, t, c }));
  return record;
}

function statsOf(record: RunRecord): FieldStats {
  const stats = new FieldStats(record);
  stats.advance(() => false);
  return stats;
}

const ticket = recordOf([
  ['', {}, 200, 1],
  ['/intent', 'billing', 250, 2],
  ['/urgency', 'high', 250, 2],
  ['/steps', [], 260, 3],
  ['/steps/0', 'a', 300, 4],
  ['/steps/1', 'b', 400, 5],
  ['/extra', 1, 420, 6],
]);

function declared(...patterns: string[]): Declared[] {
  return patterns.map((pattern) => ({
    pattern,
    name: pattern.slice(pattern.lastIndexOf('/') + 1),
    type: 'string',
    depth: pattern.split('/').length - 2,
    required: true,
  }));
}

const schema = declared('/urgency', '/intent', '/steps', '/steps/*', '/reply');

describe('fieldRows', () => {
  test('should keep the declared order and put what was not declared behind its siblings', () => {
    const rows = fieldRows(schema, statsOf(ticket));
    expect(rows.map((row) => row.pattern)).toEqual([
      '/urgency',
      '/intent',
      '/steps',
      '/steps/*',
      '/reply',
      '/extra',
    ]);
    expect(rows.map((row) => row.declared)).toEqual([true, true, true, true, true, false]);
    expect(rows[4]?.stat).toBeNull();
    expect(rows[3]?.stat?.count).toBe(2);
  });

  test('should date a container by what landed in it last', () => {
    const steps = fieldRows(schema, statsOf(ticket))[2];
    expect(steps?.landed).toBe(5);
    expect(steps?.ms).toBeCloseTo(150, 6);
  });

  test('should divide the time of a read among its operations and lose none of it', () => {
    const rows = fieldRows(schema, statsOf(ticket));
    const [urgency, intent] = rows;
    expect((urgency?.ms ?? 0) + (intent?.ms ?? 0)).toBeCloseTo(50, 6);
    const whole = rows.filter((row) => row.depth === 0).reduce((sum, row) => sum + row.ms, 0);
    expect(whole).toBeCloseTo(220, 6);
    expect(rows.filter((row) => row.depth === 0).reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 6);
  });

  test('should mark fields that did not come in their declared place', () => {
    const moved = fieldRows(schema, statsOf(ticket)).map((row) => row.moved);
    expect(moved).toEqual([1, -1, 0, 0, null, null]);
  });

  test('should say the same whether the log came at once or event by event', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 })), (cuts) => {
        const record = new RunRecord();
        const stats = new FieldStats(record);
        let next = 0;
        for (const cut of [...cuts, 7]) {
          while (next < Math.min(cut, ticket.log.length)) record.push(ticket.log.line(next++));
          stats.advance(() => true);
          stats.advance(() => false);
        }
        for (; next < ticket.log.length; next++) record.push(ticket.log.line(next));
        stats.advance(() => false);
        expect(fieldRows(schema, stats)).toEqual(fieldRows(schema, statsOf(ticket)));
      }),
    );
  });

  test('should sort by number with what has not landed last, in either direction', () => {
    const rows = fieldRows(schema, statsOf(ticket));
    expect(
      sortRows(rows, 'seen', false)
        .map((row) => row.pattern)
        .at(-1),
    ).toBe('/reply');
    expect(
      sortRows(rows, 'seen', true)
        .map((row) => row.pattern)
        .at(-1),
    ).toBe('/reply');
    expect(sortRows(rows, 'gap', true)[0]?.pattern).toBe('/steps');
  });

  test('should tell an index from a key that looks like one', () => {
    const map = recordOf([
      ['', { 10: {}, list: [] }, 1, 1],
      ['/10/2', 'x', 2, 2],
      ['/list/0', 'y', 3, 3],
    ]);
    expect([...statsOf(map).stats.keys()]).toEqual(['', '/10', '/list', '/10/2', '/list/*']);
  });
});
