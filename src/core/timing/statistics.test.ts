import { describe, expect, it } from 'vitest';
import { runOf } from '../../../tests/lab/run-of.ts';
import { fieldRows } from './statistics-fields.ts';
import { seriesStatistics } from './statistics-series.ts';
import { histogram, summarise } from './statistics.ts';

describe('summarise', () => {
  it('should give quantiles with how many they are of', () => {
    const values = Array.from({ length: 21 }, (_, i) => i * 10);
    expect(summarise(values)).toEqual({ n: 21, min: 0, p50: 100, p95: 190, max: 200, spread: 100 });
    expect(summarise([7])).toEqual({ n: 1, min: 7, p50: 7, p95: 7, max: 7, spread: 0 });
    expect(summarise([])).toBeNull();
  });

  it('should leave the values in the order they came', () => {
    const values = [3, 1, 2];
    summarise(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('histogram', () => {
  it('should count every value once, in bins of a round width', () => {
    const bins = histogram([101, 102, 118, 119, 120, 139, 140]);
    // Four bins wanted over 39 ms: 10 is not enough, 20 is. 120 stands on an edge and belongs above it.
    expect(bins).toEqual({ n: 7, from: 100, width: 10, counts: [2, 2, 1, 1, 1] });
  });

  it('should hold equal values in one bin, and none for no values', () => {
    expect(histogram([5, 5, 5])).toEqual({ n: 3, from: 5, width: 1, counts: [3] });
    expect(histogram([])).toBeNull();
  });
});

describe('fieldRows', () => {
  const runs = [
    runOf('100 {}', '150 /a 1', '160 /s []', '200 /s/0 1', '300 /s/1 2', { end: 300 }),
    runOf('100 {}', '170 /a 1', '180 /s []', '260 /s/0 1', { end: 300 }),
    runOf('100 {}', '180 /s []', '190 /late 1', { end: 200 }),
  ];

  it('should make one row of a pattern, with the first and last of each run', () => {
    const row = fieldRows(runs).find((candidate) => candidate.pattern === '/s/*');
    expect(row).toMatchObject({ key: '*', runs: 2, of: 3, landings: [200, 300, 260] });
    expect([row?.landed.n, row?.landed.p50, row?.first.p50, row?.last.p50, row?.count.max]).toEqual([
      3, 260, 230, 280, 2,
    ]);
  });

  it('should give the share of generation', () => {
    const row = fieldRows(runs.slice(0, 1)).find((candidate) => candidate.pattern === '/a');
    expect(row?.share).toMatchObject({ n: 1, p50: 0.25 });
  });

  it('should keep a field that only some runs have among its siblings', () => {
    expect(fieldRows(runs).map((row) => row.pattern)).toEqual(['', '/a', '/s', '/s/*', '/late']);
  });
});

describe('seriesStatistics', () => {
  it('should leave out the warm-up and never mix where times come from', () => {
    const kinds = ['measured', 'measured', 'simulated', 'measured', 'synthetic', 'cached'] as const;
    const runs = kinds.map((provenance, i) => runOf('100 {}', '150 /a 1', { provenance, id: `${i}` }));
    const { groups, warmUp } = seriesStatistics(runs, 1);
    expect(warmUp).toBe(1);
    expect(
      groups.map((group) => [
        group.provenance,
        group.runs.map((run) => run.id).join(),
        group.rows?.[0]?.landed.n,
      ]),
    ).toEqual([
      ['measured', '1,3', 2],
      ['simulated', '2', 1],
      ['synthetic', '4', undefined],
      ['cached', '5', 1],
    ]);
    expect(groups[2]?.why).toContain('no statistic');
  });

  it('should leave at least one run', () => {
    expect(seriesStatistics([runOf('1 {}', '2 /a 1')], 5)).toMatchObject({
      warmUp: 0,
      groups: [{ provenance: 'measured' }],
    });
  });
});
