import { describe, expect, it } from 'vitest';
import { runOf } from '../../../tests/lab/run-of.ts';
import type { JsonValue } from '../patch/operation.ts';
import { checkGates } from './gates-check.ts';
import { gateToJson, type Gate } from './gates.ts';
import { answersFrom, schedule } from './schedule.ts';

function gatesOf(...json: JsonValue[]): Gate[] {
  const result = checkGates(json);
  if (!result.ok)
    throw new Error(result.problems.map((problem) => `${problem.path} ${problem.message}`).join('\n'));
  return result.gates;
}

// The root opens at 200, intent lands at 250, the reply with the closing brace at 1250.
const TICKET = runOf('200 {}', '250 /intent "billing"', '270 /urgency "high"', '1250 /reply "…"');

describe('schedule', () => {
  it('should start routing long before the reply, with head start and saved as the design has them', () => {
    const [dispatch, page] = gatesOf(
      {
        name: 'dispatch',
        kind: 'task',
        fields: ['/intent'],
        when: { equals: 'billing' },
        duration: { base: 300 },
      },
      {
        name: 'page',
        kind: 'task',
        fields: ['/urgency'],
        when: { equals: 'critical' },
        duration: { base: 100 },
      },
    );
    const result = schedule(
      [dispatch, page].filter((gate) => gate !== undefined),
      TICKET,
    );
    expect(
      result.gates.map((gate) => [gate.name, gate.state, gate.opens, gate.ends, gate.headStart]),
    ).toEqual([
      ['dispatch', 'done', 250, 550, 1000],
      ['page', 'not needed', null, null, null],
    ]);
    // Waiting for the brace it would have ended at 1550.
    expect([result.saved, result.overlap, result.n]).toEqual([1000, 0, 1]);
    expect(result.criticalPath.map((step) => [step.what, step.name, step.from, step.to])).toEqual([
      ['stream', '/intent', 0, 250],
      ['task', 'dispatch', 250, 550],
    ]);
  });

  it('should finish a fan-out about one task after generation and report the overlap', () => {
    // As in the guide: item i takes 1000 + 200 i.
    const run = runOf(
      '100 {}',
      '200 /topic "x"',
      '210 /steps []',
      '300 /steps/0 "a"',
      '400 /steps/1 "b"',
      '500 /steps/2 "c"',
    );
    const gates = gatesOf({
      name: 'research',
      kind: 'fan-out',
      fields: ['/steps/*'],
      duration: { base: 1000, step: 200 },
    });
    const result = schedule(gates, run);
    expect(result.gates[0]?.jobs.map((job) => [job.item, job.starts, job.ends])).toEqual([
      [0, 300, 1300],
      [1, 400, 1600],
      [2, 500, 1900],
    ]);
    // Sum 3600, from 300 to 1900; waiting they would have run from 500 to 1900 all the same.
    expect([result.overlap, result.saved]).toEqual([2000, 0]);
  });

  it('should work on no more items at once than its concurrency', () => {
    const run = runOf('0 {}', '10 /s []', '20 /s/0 1', '30 /s/1 2', '40 /s/2 3');
    const gates = gatesOf({
      name: 'work',
      kind: 'fan-out',
      fields: ['/s/*'],
      duration: { base: 100 },
      concurrency: 2,
    });
    const result = schedule(gates, run);
    expect(result.gates[0]?.jobs.map((job) => [job.opens, job.starts, job.ends])).toEqual([
      [20, 20, 120],
      [30, 30, 130],
      [40, 120, 220],
    ]);
    expect(result.criticalPath.map((step) => [step.name, step.item, step.from, step.to])).toEqual([
      ['/s/0', null, 0, 20],
      ['work', 0, 20, 120],
      ['work', 2, 120, 220],
    ]);
  });

  const approval = gatesOf(
    {
      name: 'approve',
      kind: 'approval',
      fields: ['/action'],
      when: { oneOf: ['issue_refund', 'delete_account'] },
      duration: { base: 3000 },
    },
    { name: 'send reply', kind: 'task', fields: ['/reply'], waitsFor: ['approve'], duration: { base: 50 } },
  );
  const risky = runOf('100 {}', '150 /action "delete_account"', '900 /reply "…"');

  it('should never send the reply of a declined approval', () => {
    const answers = answersFrom([{ name: 'approve', decision: 'declined', t: 650 }], approval, risky);
    expect(answers).toEqual([{ gate: 'approve', decision: 'declined', took: 500 }]);
    const result = schedule(approval, risky, answers);
    expect(result.gates.map((gate) => [gate.name, gate.state, gate.starts, gate.ends])).toEqual([
      ['approve', 'declined', 150, 650],
      ['send reply', 'discarded', null, null],
    ]);
    // The answer that came at 650 would have come at 900 + 500. The reply is no work in either world, and no task ran.
    expect([result.saved, result.overlap, result.n]).toEqual([750, null, 1]);
  });

  it('should send it when approved, not needed, or wait while nobody has answered', () => {
    const ends = (run: typeof risky, took?: number) =>
      schedule(
        approval,
        run,
        took === undefined ? [] : [{ gate: 'approve', decision: 'approved', took }],
      ).gates.map((gate) => [gate.state, gate.ends]);
    expect(ends(risky, 500)).toEqual([
      ['done', 650],
      ['done', 950],
    ]);
    expect(ends(risky, 2000)).toEqual([
      ['done', 2150],
      ['done', 2200],
    ]);
    expect(ends(runOf('100 {}', '150 /action "answer_only"', '900 /reply "…"'))).toEqual([
      ['not needed', null],
      ['done', 950],
    ]);
    expect(ends(risky)).toEqual([
      ['waiting', null],
      ['blocked', null],
    ]);
    expect(schedule(approval, risky, [], 'count on approval').gates.map((gate) => gate.ends)).toEqual([
      3150, 3200,
    ]);
  });

  it('should wait item by item between fan-outs over one array, and for the whole otherwise', () => {
    const run = runOf('0 {}', '10 /s []', '20 /s/0 1', '100 /s/1 2');
    const gates = gatesOf(
      { name: 'check', kind: 'fan-out', fields: ['/s/*'], duration: { base: 30 } },
      { name: 'use', kind: 'fan-out', fields: ['/s/*'], duration: { base: 5 }, waitsFor: ['check'] },
      { name: 'sum up', kind: 'task', fields: ['/s'], duration: { base: 7 }, waitsFor: ['use'] },
    );
    const result = schedule(gates, run);
    expect(result.gates[1]?.jobs.map((job) => job.starts)).toEqual([50, 130]);
    expect(result.gates[2]?.ends).toBe(142);
  });

  it('should tell a field that never came from one that is asked to be present', () => {
    const gates = gatesOf(
      { name: 'a', kind: 'task', fields: ['/missing'] },
      { name: 'b', kind: 'task', fields: ['/missing'], when: { present: true } },
      { name: 'c', kind: 'task', fields: ['/intent'], waitsFor: ['b'] },
      { name: 'd', kind: 'task', fields: ['/intent'], waitsFor: ['a'] },
    );
    // That it is absent is known at the closing brace.
    expect(schedule(gates, TICKET).gates.map((gate) => [gate.state, gate.ends])).toEqual([
      ['never', null],
      ['not needed', null],
      ['done', 1250],
      ['blocked', null],
    ]);
  });
});

function problems(...json: JsonValue[]): string[] {
  const result = checkGates(json);
  return result.ok ? [] : result.problems.map((problem) => problem.path);
}

describe('checkGates', () => {
  it('should name each thing that is wrong by its place', () => {
    expect(problems({ name: '', kind: 'wish', fields: ['intent'] })).toEqual([
      '/0/name',
      '/0/kind',
      '/0/fields/0',
    ]);
    expect(problems({ name: 'a', kind: 'fan-out', fields: ['/steps'] })).toEqual(['/0/fields']);
    expect(problems({ name: 'a', kind: 'fan-out', fields: ['/s/*', '/t/*'] })).toEqual(['/0/fields']);
    expect(
      problems({ name: 'a', kind: 'task', fields: ['/x'], weight: -1, duration: { base: '1' } }),
    ).toEqual(['/0/duration/base', '/0/weight']);
    expect(problems({ name: 'a', kind: 'task', fields: ['/x'], when: { equals: {} } })).toEqual([
      '/0/when/equals',
    ]);
    expect(problems({ name: 'a', kind: 'task', fields: ['/x'], when: { equals: 1, present: true } })).toEqual(
      ['/0/when'],
    );
    expect(
      problems({ name: 'a', kind: 'task', fields: ['/x'] }, { name: 'a', kind: 'task', fields: ['/y'] }),
    ).toEqual(['/1/name']);
    expect(
      problems(
        { name: 'a', kind: 'task', fields: ['/x'], waitsFor: ['b'] },
        { name: 'b', kind: 'task', fields: ['/x'], waitsFor: ['a'] },
      ),
    ).toEqual(['/0/waitsFor', '/1/waitsFor']);
    expect(problems({ name: 'a', kind: 'task', fields: ['/x'], waitsFor: ['z'] })).toEqual(['/0/waitsFor/0']);
  });

  it('should note what it leaves aside', () => {
    const result = checkGates([{ name: 'a', kind: 'task', fields: ['/x'], wieght: 2 }], ['/y']);
    expect(result.ok && result.notes.map((note) => note.path)).toEqual(['/0/wieght', '/0/fields']);
  });

  it('should read back what it writes', () => {
    const gates = gatesOf(
      {
        name: 'a',
        kind: 'fan-out',
        fields: ['/s/*/id', '/topic'],
        when: { field: '/s/*/kind', oneOf: ['x', null] },
        duration: { base: 1, step: 2 },
        concurrency: 3,
        weight: 0,
      },
      { name: 'b', kind: 'approval', fields: ['/x'], when: { present: true }, waitsFor: ['a'] },
    );
    expect(gatesOf(...gates.map(gateToJson))).toEqual(gates);
  });
});
