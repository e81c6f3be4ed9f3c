import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { arrivalTree } from '../../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { checkGates } from '../../../core/timing/gates-check.ts';
import { besideTitle, keyOf, orderTitle, predictOther, sentence } from './two-orders.ts';

const TICKET = [
  '{"$":"patchcap","v":1,"simulated":true}',
  '{"op":"add","path":"","value":{},"t":200,"c":1}',
  '{"op":"add","path":"/intent","value":"billing","t":250,"c":2}',
  '{"op":"add","path":"/urgency","value":"high","t":300,"c":3}',
  '{"op":"add","path":"/reply","value":"Done.","t":1300,"c":4}',
  '{"$":"end","t":1320,"reason":"eof"}',
];

function runOf(lines: readonly string[]): ArrivalRun {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  const arrived = arrivalTree(record, record.history.at(record.log.length - 1));
  if (!arrived.ok) throw new Error(arrived.message);
  return arrived.run;
}

function gatesOf(...fields: string[]) {
  const checked = checkGates([{ name: 'dispatch to billing', kind: 'task', fields }]);
  return checked.ok ? checked.gates : [];
}

describe('two orders', () => {
  test('should set the longest field in front of the one that counts', () => {
    const run = runOf(TICKET);
    const key = keyOf(run, []);
    expect(key).toEqual({ field: 'intent', gate: null, at: 250 });
    const predicted = key === null ? null : predictOther(run, key, []);
    expect(predicted).toMatchObject({
      ok: true,
      other: { title: 'reply first', source: 'predicted', key: { at: 1250 } },
    });
    expect(orderTitle(run)).toBe('intent first');
  });

  test('should call a run beside another one by what sets it apart', () => {
    const run = runOf(TICKET);
    const [header = '', seed = '', intent = '', urgency = '', ...rest] = TICKET;
    const other = runOf([header, seed, urgency.replace('300', '250'), intent.replace('250', '300'), ...rest]);
    expect(besideTitle(run, other, 'a', 'a')).toBe('urgency first');
    expect(besideTitle(run, run, 'a', 'b')).toBe('b');
    expect(besideTitle(run, run, 'a', 'a')).toBe('another run');
  });

  test('should say the number in a sentence, and mark a prediction as one', () => {
    const run = runOf(TICKET);
    const key = keyOf(run, []);
    if (key === null) throw new Error('no key');
    const predicted = predictOther(run, key, []);
    expect(sentence(key, run.end, predicted.ok ? predicted.other : null)).toBe(
      'intent after 250 ms, 1,000 ms sooner than with reply first (predicted).',
    );
    expect(sentence(key, run.end, null)).toBe('intent after 250 ms, 1,070 ms before the closing brace.');
  });

  test('should watch the gate that opens first, where the draft names one', () => {
    const run = runOf(TICKET);
    const key = keyOf(run, gatesOf('/urgency'));
    expect(key).toEqual({ field: 'urgency', gate: 'dispatch to billing', at: 300 });
    const predicted = key === null ? null : predictOther(run, key, gatesOf('/urgency'));
    expect(predicted).toMatchObject({ ok: true, other: { key: { gate: 'dispatch to billing', at: 1300 } } });
  });

  test('should move the key to the front where the longest field is there already', () => {
    const [header = '', seed = ''] = TICKET;
    const run = runOf([
      header,
      seed,
      '{"op":"add","path":"/reply","value":"Done.","t":1200,"c":2}',
      '{"op":"add","path":"/intent","value":"billing","t":1250,"c":3}',
      '{"$":"end","t":1260,"reason":"eof"}',
    ]);
    const key = keyOf(run, gatesOf('/intent'));
    const predicted = key === null ? null : predictOther(run, key, gatesOf('/intent'));
    expect(predicted).toMatchObject({ ok: true, other: { title: 'intent first', key: { at: 250 } } });
  });

  test('should not open a gate for a list that is still being filled', () => {
    const [header = '', seed = ''] = TICKET;
    const growing = [
      header,
      seed,
      '{"op":"add","path":"/steps","value":[],"t":250,"c":2}',
      '{"op":"add","path":"/steps/0","value":"look","t":300,"c":3}',
    ];
    expect(keyOf(runOf(growing), gatesOf('/steps'))).toMatchObject({ gate: null, field: 'steps' });
    const left = [...growing, '{"op":"add","path":"/reply","value":"Done.","t":400,"c":4}'];
    expect(keyOf(runOf(left), gatesOf('/steps'))).toMatchObject({ gate: 'dispatch to billing', at: 300 });
  });

  test('should say why there is no other order', () => {
    const [header = '', seed = ''] = TICKET;
    const run = runOf([
      header,
      seed,
      '{"op":"add","path":"/a","value":1,"t":250,"c":2}',
      '{"$":"end","t":260,"reason":"eof"}',
    ]);
    const key = keyOf(run, []);
    const predicted = key === null ? null : predictOther(run, key, []);
    expect(predicted?.ok).toBe(false);
  });
});
