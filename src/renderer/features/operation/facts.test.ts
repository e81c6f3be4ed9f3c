import { expect, it } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { shareOf } from './facts.ts';

it('should give an operation all the time since the one before, whatever came between', () => {
  const record = new RunRecord();
  for (const line of [
    '{"$":"patchcap","v":1,"t0":"request-sent"}',
    '{"op":"add","path":"","value":{},"t":100,"c":1}',
    '{"op":"add","path":"/a","value":"x","t":200,"c":2}',
    '{"$":"beat","t":280,"c":3}',
    '{"op":"add","path":"/b","value":"x","t":300,"c":4}',
    '{"op":"add","path":"/c","value":"x","t":500,"c":5}',
    '{"$":"beat","t":500,"c":5}',
    '{"op":"add","path":"/d","value":"x","t":500,"c":5}',
    '{"$":"end","t":500,"reason":"eof"}',
  ])
    record.push(line);
  const shares = Array.from({ length: record.log.length }, (_, event) => shareOf(record, event, 500));
  const alone = { share: 0.25, uncertainty: 0 };
  const shared = { share: 0.25, uncertainty: 0.5 };
  expect(shares).toEqual([null, alone, null, alone, shared, null, shared]);
});
