import { describe, expect, it } from 'vitest';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { ago, filtered, outcomeOf } from './describe.ts';

const ENTRY: CaptureEntry = {
  id: '1',
  path: '/runs/1.patchcap.ndjson',
  label: 'triage v2',
  wall: '2026-09-20T10:11:12.345Z',
  connection: 'Simulator',
  model: 'sim/steady',
  schemaTitle: 'SupportTicket',
  simulated: true,
  ops: 1,
  durationMs: 1320.4,
  ended: 'eof',
  bytes: 900,
};

describe('outcomeOf', () => {
  it('should say how much came, how long it took, how it ended, and what is no measurement', () => {
    expect(outcomeOf(ENTRY)).toBe('1 op · 1,320 ms · eof · simulated');
    expect(outcomeOf({ ...ENTRY, durationMs: null, simulated: false, ops: 2 })).toBe(
      '2 ops · no times · eof',
    );
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
