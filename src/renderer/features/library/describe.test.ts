import { describe, expect, it } from 'vitest';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { ago, durationOf, filtered, toneOf, verdictOf } from './describe.ts';
import { sortBy, sorted } from './sorting.ts';

const ENTRY: CaptureEntry = {
  id: '1',
  path: '/runs/1.patchcap.ndjson',
  label: 'triage v2',
  tags: ['demo'],
  notes: '',
  wall: '2026-09-20T10:11:12.345Z',
  connection: 'Simulator',
  model: 'sim/steady',
  schemaTitle: 'SupportTicket',
  simulated: true,
  race: null,
  takenFor: null,
  recording: false,
  ops: 1,
  durationMs: 1320.4,
  ended: 'eof',
  verdict: { headline: 'complete', document: 'valid', ended: 'eof' },
  bytes: 900,
};

describe('what is said of a capture', () => {
  it('should be its verdict, and how it ended while there is none', () => {
    expect(verdictOf(ENTRY)).toBe('complete · valid');
    expect(verdictOf({ ...ENTRY, verdict: null, ended: 'torn' })).toBe('torn');
    expect(verdictOf({ ...ENTRY, recording: true })).toBe('recording');
    expect(
      verdictOf({ ...ENTRY, verdict: { headline: 'refused', document: 'not a document', ended: 'refused' } }),
    ).toBe('refused');
    expect([ENTRY, { ...ENTRY, verdict: null }, { ...ENTRY, recording: true }].map(toneOf)).toEqual([
      'ok',
      'none',
      'live',
    ]);
  });

  it('should give a duration only where there are times', () => {
    expect(durationOf(ENTRY)).toBe('1,320 ms');
    expect(durationOf({ ...ENTRY, durationMs: null })).toBeNull();
  });
});

describe('sorted', () => {
  it('should put what has no value last either way, and leave equals as they came', () => {
    const entries = [
      { ...ENTRY, id: 'a', durationMs: null },
      { ...ENTRY, id: 'b', durationMs: 5 },
      { ...ENTRY, id: 'c', durationMs: 9 },
      { ...ENTRY, id: 'd', durationMs: 5 },
    ];
    const order = (descending: boolean): string =>
      sorted(entries, { column: 'duration', descending })
        .map(({ id }) => id)
        .join('');
    expect(order(true)).toBe('cbda');
    expect(order(false)).toBe('bdca');
  });

  it('should begin each column the way a person wants it, and turn it round at a second press', () => {
    const byLabel = sortBy({ column: 'when', descending: true }, 'label');
    expect(byLabel).toEqual({ column: 'label', descending: false });
    expect(sortBy(byLabel, 'label').descending).toBe(true);
  });
});

describe('filtered', () => {
  it('should find every word anywhere', () => {
    const other = { ...ENTRY, id: '2', label: 'plan', model: null };
    expect(filtered([ENTRY, other], 'STEADY triage')).toEqual([ENTRY]);
    expect(filtered([ENTRY, other], '  ')).toHaveLength(2);
    expect(filtered([ENTRY, other], 'nothing')).toEqual([]);
  });
});

function at(ms: number): string {
  return ago('2026-09-20T10:00:00Z', Date.parse('2026-09-20T10:00:00Z') + ms);
}

describe('ago', () => {
  it('should count in the largest whole unit', () => {
    expect([at(1000), at(180_000), at(7_200_000), at(86_400_000)]).toEqual([
      'just now',
      '3 minutes ago',
      '2 hours ago',
      'yesterday',
    ]);
  });

  it('should give the date of what is long past, and anything else as it is', () => {
    expect(at(40 * 86_400_000)).toMatch(/^20 Sept? 2026/);
    expect(ago('some day', 0)).toBe('some day');
  });
});
