import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunRecord } from '../run/record.ts';
import { SyntheticClock } from './synthetic.ts';

const BARE = ['{"op":"add","path":"","value":{}}', '{"op":"add","path":"/a","value":1.0}', 'not json'];

function timed(lines: readonly string[], firstMs = 200, stepMs = 25): string[] {
  const clock = new SyntheticClock({ firstMs, stepMs });
  return lines.flatMap((line) => clock.lines(line));
}

describe('SyntheticClock', () => {
  it('should put a header that says so before a run without one, and step by operation', () => {
    const [header, ...lines] = timed(BARE);
    expect(JSON.parse(header ?? '')).toMatchObject({ $: 'patchcap', synthetic: true });
    expect(lines).toEqual([
      '{"op":"add","path":"","value":{},"t":200.000}',
      '{"op":"add","path":"/a","value":1.0,"t":225.000}',
      expect.stringContaining('"t":225.000'),
    ]);
  });

  it('should mark the header that is there, and leave times that are there', () => {
    const lines = timed([
      '{"$":"patchcap","v":1,"label":"x"}',
      '{"op":"add","path":"","value":{},"t":7.000,"c":1}',
    ]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ label: 'x', synthetic: true });
    expect(lines[1]).toBe('{"op":"add","path":"","value":{},"t":7.000,"c":1}');
  });

  it('should give the end the last time', () => {
    expect(timed([...BARE, '{"$":"end","reason":"eof","ops":2}']).at(-1)).toContain('"t":225.000');
  });

  it('should change nothing but times, whatever the operations say', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), (values) => {
        const lines = values.map((value) => `{"op":"add","path":"","value":${JSON.stringify(value)}}`);
        const record = new RunRecord();
        for (const line of timed(lines)) record.push(line);
        expect(Array.from(lines, (_, i) => record.log.text(i))).toEqual(lines);
        expect(record.log.timed).toBe(true);
        expect(record.header?.synthetic ?? lines.length === 0).toBe(true);
      }),
    );
  });
});
