import { describe, expect, it } from 'vitest';

import { checkGates } from '../../../core/timing/gates-check.ts';
import { arrivalTree } from '../../../core/timing/blocks-adapter.ts';
import { RunRecord } from '../../../core/run/record.ts';
import { schedule } from '../../../core/timing/schedule.ts';
import { jobState, lanesOf, TRACKS } from './gate-bars.ts';

function played(gates: object[], items: number) {
  const record = new RunRecord();
  record.push('{"op":"add","path":"","value":{},"t":100,"c":1}');
  record.push('{"op":"add","path":"/steps","value":[],"t":110,"c":2}');
  for (let i = 0; i < items; i++)
    record.push(`{"op":"add","path":"/steps/${i}","value":"x","t":${200 + 100 * i},"c":${3 + i}}`);
  record.push('{"$":"end","t":1000,"reason":"eof"}');
  const tree = arrivalTree(record, record.history.at(record.log.length - 1));
  const checked = checkGates(JSON.parse(JSON.stringify(gates)));
  if (!tree.ok || !checked.ok) throw new Error('no gates');
  return schedule(checked.gates, tree.run);
}

describe('lanesOf', () => {
  const gate = { name: 'research', kind: 'fan-out', fields: ['/steps/*'], duration: { base: 250 } };

  it('should give work that runs at once a track each, and reuse one that is free', () => {
    const [lane] = lanesOf(played([gate], 4));
    expect(lane?.bars.map((bar) => bar.track)).toEqual([0, 1, 2, 0]);
    expect(lane?.bars.map((bar) => bar.critical)).toEqual([false, false, false, true]);
  });

  it('should keep to its tracks however much runs at once', () => {
    const [lane] = lanesOf(played([{ ...gate, duration: { base: 9000 } }], 7));
    expect(lane?.tracks).toBe(TRACKS);
    expect(Math.max(...(lane?.bars.map((bar) => bar.track) ?? []))).toBe(TRACKS - 1);
  });

  it('should reach as far as its work does, with no more bars than can be told apart', () => {
    const [lane] = lanesOf(played([gate], 1000));
    expect(lane?.bars.length).toBeLessThanOrEqual(400);
    expect(lane?.bars.at(-1)?.job.ends).toBe(200 + 100 * 999 + 250);
    expect(lane?.bars.at(-1)?.critical).toBe(true);
  });

  it('should know where work is at a moment', () => {
    const [lane] = lanesOf(played([{ ...gate, concurrency: 1 }], 2));
    const [first, second] = lane?.bars.map((bar) => bar.job) ?? [];
    if (first === undefined || second === undefined) throw new Error('no work');
    expect([150, 300, 600, null].map((at) => jobState(first, at))).toEqual([
      'ahead',
      'running',
      'done',
      'done',
    ]);
    expect(jobState(second, 400)).toBe('waiting');
  });
});
