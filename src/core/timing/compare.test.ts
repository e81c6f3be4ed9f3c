import { describe, expect, it } from 'vitest';
import { runOf } from '../../../tests/lab/run-of.ts';
import type { ArrivalRun } from './blocks-run.ts';
import { leastP, mannWhitney, standing } from './compare-ranks.ts';
import { compare, type Comparison } from './compare.ts';

function series(wait: number, intents: number[], reply: number): ArrivalRun[] {
  return intents.map((intent, i) =>
    runOf(`${wait} {}`, `${wait + intent} /intent "x"`, `${wait + reply + i} /reply "…"`),
  );
}

function compared(a: ArrivalRun[], b: ArrivalRun[], align?: 'first operation'): Comparison {
  const result = compare(a, b, align);
  if (!result.ok) throw new Error(result.message);
  return result.comparison;
}

describe('mannWhitney', () => {
  it('should count the ways exactly: 2 of 252 for five wholly before five', () => {
    expect(mannWhitney([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])).toBeCloseTo(2 / 252, 12);
    expect(leastP(5, 5)).toBeCloseTo(2 / 252, 12);
  });

  it('should agree with a table, one pair out of order, and with ties', () => {
    // Ranks 1 2 3 4 6 sum to 16; one way gives 15 and one gives 16, and as many lie at the other end.
    expect(mannWhitney([1, 2, 3, 4, 6], [5, 7, 8, 9, 10])).toBeCloseTo(4 / 252, 12);
    // Midranks 1.5 1.5 3.5 | 3.5 5 6: rank sums of 3 out of 6 at least 4 from 10.5: 2 of 20 ways twice over.
    expect(mannWhitney([1, 1, 2], [2, 3, 4])).toBeCloseTo(4 / 20, 12);
    expect(mannWhitney([1, 1], [1, 1])).toBe(1);
    expect(mannWhitney([], [1])).toBeNull();
  });

  it('should go over to the normal approximation smoothly', () => {
    const a = Array.from({ length: 15 }, (_, i) => i * 2);
    const b = Array.from({ length: 15 }, (_, i) => i * 2 + 7);
    const exact = mannWhitney(a, b) ?? 0;
    const near = mannWhitney([...a, 14], b) ?? 0;
    expect(Math.abs(exact - near)).toBeLessThan(0.03);
  });
});

describe('standing', () => {
  it('should let more stand where many are small', () => {
    expect(standing([0.04, 0.03, 0.02], 0.05)).toEqual([true, true, true]);
    expect(standing([0.04, 0.5, 0.6], 0.05)).toEqual([false, false, false]);
  });
});

describe('compare', () => {
  const slow = series(200, [50, 51, 52, 53, 54, 55], 1000);
  const fast = series(200, [20, 21, 22, 23, 24, 25], 1000);

  it('should not call noise what lies as far apart as so few runs can, where there are many rows', () => {
    // Four against four give p = 2/70 at the least; the closing brace is a second row, and both would have to be real.
    const { rows, sentence } = compared(
      series(200, [900, 910, 920, 930], 1000),
      series(200, [20, 30, 40, 50], 1000),
    );
    expect(rows[0]?.difference).toMatchObject({ ms: -880, verdict: 'unknown' });
    expect(sentence).toContain('4 against 4 runs are too few to tell that from noise');
  });

  it('should tell a real change from noise, and say so', () => {
    const { rows, whole, sentence } = compared(slow, fast);
    expect(rows.map((row) => [row.pattern, row.difference?.verdict, row.difference?.ms])).toEqual([
      ['/intent', 'real', -30],
      ['/reply', 'noise', 0],
    ]);
    expect(whole.difference?.verdict).toBe('noise');
    expect(rows[0]?.difference).toMatchObject({ percent: (-100 * 30) / 252.5, from: -32, to: -28 });
    expect(sentence).toBe(
      '/intent lands 30 ms sooner (−12 %): more than noise (6 against 6 runs). The closing brace comes when it came, within noise.',
    );
  });

  it('should not call anything real that too few runs cannot show', () => {
    const one = compared(slow.slice(0, 1), fast.slice(0, 1));
    expect(one.rows.map((row) => row.difference?.verdict)).toEqual(['unknown', 'unknown']);
    expect(one.sentence).toBe(
      '/intent lands 30 ms sooner (−12 %); one run each are too few to tell that from noise.',
    );
    expect(compared(slow.slice(0, 3), fast.slice(0, 3)).rows[0]?.difference?.verdict).toBe('unknown');
    expect(compared(slow.slice(0, 4), fast.slice(0, 4)).rows[0]?.difference?.p).toBeCloseTo(2 / 70, 12);
  });

  it('should leave out waiting when aligned at the first operation', () => {
    const later = series(900, [50, 51, 52, 53, 54, 55], 1000);
    expect(compared(slow, later).rows[0]?.difference?.verdict).toBe('real');
    expect(compared(slow, later, 'first operation').sentence).toBe(
      'No field moved by more than the runs vary among themselves (6 against 6 runs).',
    );
  });

  it('should tell fields of one side alone, and sides that are not alike', () => {
    const other = fast.map((run) => ({
      ...run,
      provenance: 'simulated' as const,
      root: { ...run.root, children: run.root.children.slice(0, 1) },
    }));
    const { rows, sentence } = compared(slow, other);
    expect(rows.find((row) => row.pattern === '/reply')).toMatchObject({ b: null, difference: null });
    expect(sentence).toContain(
      '1 field arrived on one side only. The sides are not alike: measured against simulated times.',
    );
  });

  it('should refuse a side that mixes kinds, and invented times', () => {
    const odd = runOf('100 {}', '150 /intent 1', { provenance: 'synthetic' });
    expect(compare([...slow, odd], fast)).toMatchObject({ ok: false, reason: 'mixed provenance' });
    expect(compare([odd], fast)).toMatchObject({ ok: false, reason: 'synthetic times' });
    expect(compare([], fast)).toMatchObject({ ok: false, reason: 'no runs' });
  });

  it('should leave out what a run has not left: it may still be going on, or broke off', () => {
    const whole = runOf('100 {}', '120 /intent "x"', '130 /steps []', '140 /steps/0 1', '160 /steps/1 2');
    const cut = { ...whole, complete: false };
    const { rows, whole: brace } = compared([whole], [cut]);
    const b = Object.fromEntries(rows.map((row) => [row.pattern, row.b?.p50 ?? null]));
    expect(b).toEqual({ '/intent': 120, '/steps': null, '/steps/*': null });
    expect(brace).toMatchObject({ b: null, difference: null });
  });
});
