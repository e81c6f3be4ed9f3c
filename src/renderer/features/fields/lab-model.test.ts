import { describe, expect, it } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { arrivalTree, declaredOrder } from '../../../core/timing/blocks-adapter.ts';
import { checkGates } from '../../../core/timing/gates-check.ts';
import { labModel } from './lab-model.ts';

const SCHEMA =
  '{"properties":{"reply":{"type":"string"},"intent":{"enum":["billing"]},"n":{"type":"integer"}}}';

/** reply takes 600 ms, intent 50, n 20; the brace comes 10 ms after. */
function setting(dragged: Map<string, string[]>) {
  const parsed = parseSchema(SCHEMA);
  const record = new RunRecord();
  for (const line of [
    '{"op":"add","path":"","value":{},"t":200,"c":1}',
    '{"op":"add","path":"/reply","value":"a","t":800,"c":2}',
    '{"op":"add","path":"/intent","value":"billing","t":850,"c":3}',
    '{"op":"add","path":"/n","value":1,"t":870,"c":4}',
    '{"op":"add","path":"/extra","value":1,"t":875,"c":5}',
    '{"$":"end","t":880,"reason":"eof"}',
  ])
    record.push(line);
  if (!parsed.ok) throw new Error('no schema');
  const tree = arrivalTree(record, record.history.at(record.log.length - 1), declaredOrder(parsed.schema));
  const gates = checkGates([{ name: 'dispatch', kind: 'task', fields: ['/intent'] }]);
  if (!tree.ok || !gates.ok) throw new Error('no run');
  const fields = fieldsOf(parsed.schema);
  return labModel({
    own: tree.run,
    runs: [tree.run],
    fields,
    draftFields: fields,
    dragged,
    gates: gates.gates,
    answers: () => [],
  });
}

describe('labModel', () => {
  it('should put each predicted arrival beside the measured one, in the order that is wanted', () => {
    const { rows, moved, gates } = setting(new Map([['', ['intent', 'reply', 'n']]]));
    expect(rows.map((row) => [row.name, row.own?.last.p50, row.predicted?.last, row.moved])).toEqual([
      ['intent', 850, 250, true],
      ['reply', 800, 850, false],
      ['n', 870, 870, false],
      ['extra', 875, 875, false],
    ]);
    expect([...moved]).toEqual(['/intent']);
    expect(rows[0]).toMatchObject({
      type: 'string',
      place: { parent: '', index: 0, of: 3 },
      gates: ['dispatch'],
    });
    expect(rows[3]?.place).toBeNull();
    expect(gates[0]).toMatchObject({ measured: { p50: 850, n: 1 }, predicted: { p50: 250, n: 1 } });
  });

  it('should say nothing new where nothing is moved', () => {
    const { rows, wanted, moved } = setting(new Map());
    expect(wanted.size).toBe(0);
    expect(moved.size).toBe(0);
    expect(rows.every((row) => row.predicted?.difference === 0 && !row.predicted.moved)).toBe(true);
  });
});
