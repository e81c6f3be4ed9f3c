import { expect, test } from 'vitest';
import { RunRecord } from '../../core/run/record.ts';
import { summarise } from './announce.ts';

function recordOf(...lines: string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

const SEED = '{"op":"add","path":"","value":{},"t":200,"c":1}';
const INTENT = '{"op":"add","path":"/intent","value":"billing","t":244.4,"c":2}';

test('should name the field that landed and its time', () => {
  expect(summarise(recordOf(SEED, INTENT), 0)).toBe('intent landed at 244 ms');
});

test('should say nothing of containers and of what has been said', () => {
  expect(summarise(recordOf(SEED), 0)).toBeNull();
  expect(summarise(recordOf(SEED, INTENT), 2)).toBeNull();
});

test('should count the others of the same second', () => {
  const record = recordOf(
    SEED,
    INTENT,
    '{"op":"add","path":"/steps","value":["look"],"t":1300,"c":3}',
    '{"op":"add","path":"/steps/1","value":"tell","t":1301,"c":3}',
  );
  expect(summarise(record, 0)).toBe('steps 1 landed at 1,301 ms, and 2 more');
});

test('should count operations where the run has no times', () => {
  const record = recordOf('{"op":"add","path":"","value":{}}', '{"op":"add","path":"/a","value":1}');
  expect(summarise(record, 0)).toBe('a landed as operation 2');
});
