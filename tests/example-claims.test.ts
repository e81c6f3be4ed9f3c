/** What the examples' stories claim, played on their recorded runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { RunRecord } from '../src/core/run/record.ts';
import { arrivalTree } from '../src/core/timing/blocks-adapter.ts';
import { type ArrivalRun, nodesOf } from '../src/core/timing/blocks-run.ts';
import { checkGates } from '../src/core/timing/gates-check.ts';
import type { Gate } from '../src/core/timing/gates.ts';
import { schedule } from '../src/core/timing/schedule.ts';
import { parseSchema } from '../src/core/schema/parse.ts';
import { fieldsOf } from '../src/core/schema/fields.ts';
import { exampleCapture, readExamples } from '../src/main/examples.ts';

function example(id: string): { run: ArrivalRun; gates: Gate[] } {
  const record = new RunRecord();
  for (const line of readFileSync(exampleCapture(id), 'utf8').split('\n')) record.push(line);
  const tree = arrivalTree(record, record.history.at(record.log.length - 1));
  const checked = checkGates(readExamples().find((one) => one.id === id)?.draft.gates ?? []);
  if (!tree.ok || !checked.ok) throw new Error(`${id} has no times or no gates`);
  return { run: tree.run, gates: checked.gates };
}

function landing({ run }: { run: ArrivalRun }, pointer: string): number {
  const node = nodesOf(run.root).find((one) => one.pointer === pointer);
  if (node === undefined) throw new Error(`nothing at ${pointer}`);
  return node.tLand;
}

describe('what the examples claim', () => {
  for (const { id, draft } of readExamples()) {
    it(`should give ${id} gates that wait for fields of its schema, and that open in its run`, () => {
      const parsed = parseSchema(draft.schema);
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      const patterns = fieldsOf(parsed.schema).map((field) => field.pattern);
      expect(checkGates(draft.gates, patterns)).toMatchObject({ ok: true, notes: [] });
      const { run, gates } = example(id);
      expect(schedule(gates, run).gates.some((gate) => gate.opens !== null)).toBe(true);
    });
  }

  it('should route long before the reply is there', () => {
    const routing = example('early-routing');
    const { gates, saved } = schedule(routing.gates, routing.run);
    const [billing, technical, page] = gates;
    expect(billing?.opens).toBe(landing(routing, '/intent'));
    expect(technical?.state).toBe('not needed');
    expect(page?.state).toBe('not needed');
    // Less than a fifth of the way to the reply, and over before it lands.
    expect(billing?.opens ?? Infinity).toBeLessThan(landing(routing, '/reply') / 5);
    expect(billing?.ends ?? Infinity).toBeLessThan(landing(routing, '/reply'));
    expect(billing?.headStart).toBeCloseTo(routing.run.end - landing(routing, '/intent'), 6);
    expect(saved ?? 0).toBeGreaterThan(0);
  });

  it('should finish the fan-out about one task after generation, and report the overlap', () => {
    const fan = example('fan-out');
    const { gates, ends, overlap, saved, closingBrace } = schedule(fan.gates, fan.run);
    const [research] = gates;
    const jobs = research?.jobs ?? [];
    expect(jobs.length).toBeGreaterThanOrEqual(3);
    const durations = jobs.map((job, i) => {
      expect((job.ends ?? 0) - (job.starts ?? 0)).toBeCloseTo(1000 + 200 * i, 6);
      return 1000 + 200 * i;
    });
    const sum = durations.reduce((a, b) => a + b, 0);
    const longest = Math.max(...durations);
    expect((ends ?? Infinity) - closingBrace).toBeLessThanOrEqual(longest);
    expect((ends ?? Infinity) - closingBrace).toBeLessThan(sum / 2);
    const first = Math.min(...jobs.map((job) => job.starts ?? Infinity));
    expect(overlap).toBeCloseTo(sum - ((ends ?? 0) - first), 6);
    expect(overlap ?? 0).toBeGreaterThan(0);
    // Had all of them waited for the brace, the last would have ended its whole duration after it.
    expect(saved).toBeCloseTo(closingBrace + longest - (ends ?? 0), 6);
  });

  it('should never send the reply once the action is declined, though the reply still streams', () => {
    const approval = example('human-approval');
    const asked = schedule(approval.gates, approval.run).gates;
    expect(asked.map((gate) => gate.state)).toEqual(['waiting', 'blocked']);
    expect(asked[0]?.opens).toBe(landing(approval, '/action'));
    expect(asked[0]?.opens ?? Infinity).toBeLessThan(landing(approval, '/reply') / 2);

    const declined = schedule(approval.gates, approval.run, [
      { gate: 'approve action', decision: 'declined', took: 700 },
    ]).gates;
    expect(declined.map((gate) => gate.state)).toEqual(['declined', 'discarded']);
    expect(declined[1]?.jobs.every((job) => job.starts === null)).toBe(true);
    expect(approval.run.complete).toBe(true);

    const approved = schedule(approval.gates, approval.run, [
      { gate: 'approve action', decision: 'approved', took: 9000 },
    ]).gates;
    expect(approved[1]?.starts).toBeCloseTo(landing(approval, '/action') + 9000, 6);
  });
});
