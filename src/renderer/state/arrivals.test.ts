import { expect, it } from 'vitest';

import { RunRecord } from '../../core/run/record.ts';
import { arrivalsOf } from './arrivals.ts';
import { whileGrowing } from './growing.ts';

/** As a file without an end record would be: it never says that it is over. */
function withoutEnd(ops: number): RunRecord {
  const record = new RunRecord();
  record.push('{"t":1,"op":"add","path":"","value":{"items":[]}}');
  for (let i = 1; i < ops; i++) record.push(`{"t":${i + 1},"op":"add","path":"/items/-","value":${i}}`);
  return record;
}

it('should leave a long run alone while it grows, and take all of it as soon as it is here', async () => {
  const record = withoutEnd(5_001);
  await whileGrowing(record, async () => {
    expect(arrivalsOf(record)).toMatchObject({ ok: false, reason: 'too large' });
  });
  const arrivals = arrivalsOf(record);
  expect(arrivals.ok && arrivals.run.root.children[0]?.children.length).toBe(5_000);
});

it('should not stay behind what came last', async () => {
  const record = withoutEnd(3);
  await whileGrowing(record, async () => {
    arrivalsOf(record);
    record.push('{"t":9,"op":"add","path":"/last","value":true}');
    arrivalsOf(record);
  });
  const arrivals = arrivalsOf(record);
  expect(arrivals.ok && arrivals.run.root.children.map(({ key }) => key)).toEqual(['items', 'last']);
});
