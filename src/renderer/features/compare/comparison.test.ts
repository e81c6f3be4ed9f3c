import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { FieldStats } from '../fields/field-stats.ts';
import { compareEnds, compareFields, comparisonSentence, type Side } from './comparison.ts';

/** `+212 /intent "billing"`: an operation a line, the time left out where there is none. */
function side(lines: string[], end: number | null): Side {
  const record = new RunRecord();
  lines.forEach((line, i) => {
    const [, t, path, value] = /^(?:\+(\S+) )?(\S*) (.*)$/.exec(line) ?? [];
    const stamp = t === undefined ? '' : `,"t":${t},"c":${i + 1}`;
    record.push(`{"op":"add","path":"${path}","value":${value}${stamp}}`);
  });
  const stats = new FieldStats(record);
  stats.advance(() => false);
  return { record, stats, end };
}

const a = side(['+200  {}', '+1200 /reply "…"', '+1250 /intent "billing"'], 1260);
const b = side(['+100  {}', '+150 /intent "billing"', '+1150 /reply "…"', '+1155 /note 1'], 1160);

describe('comparison', () => {
  test('should match fields by pattern and give the difference both ways', () => {
    const fields = compareFields(a, b, 'request');
    expect(fields.map(({ pattern, a, b, difference }) => [pattern, a, b, difference])).toEqual([
      ['/reply', 1200, 1150, -50],
      ['/intent', 1250, 150, -1100],
      ['/note', null, 1155, null],
    ]);
    expect(fields[1]?.share).toBeCloseTo(-0.88, 6);
  });

  test('should leave waiting out when aligned at the first operation', () => {
    expect(compareFields(a, b, 'first op')[0]).toMatchObject({ a: 1000, b: 1050, difference: 50 });
    expect(compareEnds(a, b, 'first op')).toMatchObject({ a: 1060, b: 1060, difference: 0 });
  });

  test('should say what changed most in a sentence', () => {
    expect(comparisonSentence(compareFields(a, b, 'request'), compareEnds(a, b, 'request'))).toBe(
      '“intent” lands 1,100.0 ms sooner (88.0 %) in B; the stream ends 100.0 ms sooner; “note” landed in B alone.',
    );
    expect(comparisonSentence(compareFields(a, a, 'request'), compareEnds(a, a, 'request'))).toBe(
      'No field lands at another time.',
    );
  });

  test('should show no time where a run has none', () => {
    const bare = side([' {}', '/intent "billing"'], null);
    expect(compareFields(a, bare, 'request').every((field) => field.b === null)).toBe(true);
  });
});
