import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLine } from '../capture/decode.ts';
import { OperationReader } from './operation-reader.ts';
import { RunRecord } from './record.ts';
import { timesSource } from './times-source.ts';

const HEADER = '{"$":"patchcap","v":1,"id":"x","t0":"request-sent"}';
const LINES = [
  HEADER,
  '{"$":"head","t":1.000,"status":200,"headers":{},"phases":{}}',
  '{"op":"add","path":"","value":{},"t":2.000,"c":1}',
  '{"op":"add","path":"/a","value":1.0,"t":3.500,"c":2}',
  '{"op":"add","path":"/b","value":"x\\u00e9","t":3.500,"c":2}',
  '{"$":"beat","t":4.000,"c":3,"text":" ping"}',
  '',
  '{"op":"add","path":"/a/b/c","value":1,"t":5.000,"c":4}',
  '{"op":"add","pa',
  '{"$":"ops","t":6.000,"c":5,"ops":[{"op":"add","path":"/c","value":[1e400]},{"op":"remove","path":"/a"}]}',
  '{"$":"op","t":7.000,"c":6,"op":{"op":"add","path":"/d","value":-0,"t":9}}',
  '{"$":"end","t":8.000,"reason":"eof"}',
];

function record(lines: string[]): RunRecord {
  const made = new RunRecord();
  for (const line of lines) made.push(line);
  return made;
}

function summary(r: RunRecord): unknown {
  const events = Array.from({ length: r.log.length }, (_, i) => ({
    kind: r.log.kind(i),
    t: r.log.t(i),
    c: r.log.c(i),
    text: r.log.text(i),
    error: r.log.error(i),
    document: r.history.at(i).json(),
  }));
  return { events, ops: r.ops, reads: r.reads, errors: r.errors, torn: r.torn, header: r.header, end: r.end };
}

/** An operation with a time of its own. */
function at(t: number | null): string {
  return `{"op":"add","path":"","value":1${t === null ? '' : `,"t":${t}`}}`;
}

describe('RunRecord', () => {
  it('should tell where the reading was first paused, and that its times are not plainly measured', () => {
    const pauses = [40, 60].flatMap((t) => [
      `{"$":"mark","t":${t}.000,"name":"reading paused"}`,
      `{"$":"mark","t":${t + 5}.000,"name":"reading resumed"}`,
    ]);
    const r = record([HEADER, at(30), ...pauses, at(70)]);
    expect(r.pause).toBe(1);
    expect(timesSource(r)).toBe('partly delayed');
    const plain = record([HEADER, at(30), '{"$":"mark","t":40.000,"name":"done"}']);
    expect(plain.pause).toBe(-1);
    expect(timesSource(plain)).toBe('measured');
  });

  it('should fold the lines of a capture', () => {
    const r = record(LINES);
    expect(r.history.at(r.log.length - 1).json()).toBe('{"b":"x\\u00e9","c":[1e400],"d":-0}');
    expect(r.history.at(1).json()).toBe('{"a":1.0}');
    expect(r.ops).toBe(7);
    expect(r.reads).toBe(6);
    expect(r.errors).toBe(2);
    expect(r.torn).toBe(false);
    expect(r.end?.reason).toBe('eof');
    expect(r.head?.status).toBe(200);
    expect(r.log.failed().map((i) => [r.log.kind(i), r.log.error(i)?.kind])).toEqual([
      ['op', 'type'],
      ['bad', 'malformed'],
    ]);
    expect(r.log.text(0)).toBe('{"op":"add","path":"","value":{}}');
  });

  it('should say that a capture without its end is torn, and a bare file of operations not', () => {
    expect(record(LINES.slice(0, -1)).torn).toBe(true);
    expect(record(['{"op":"add","path":"","value":1}']).torn).toBe(false);
  });

  it('should read nothing behind the header of a later major version', () => {
    const r = record(['{"$":"patchcap","v":2}', '{"op":"add","path":"","value":1}']);
    expect(r.refused).not.toBeNull();
    expect(r.log.length).toBe(0);
  });

  it('should give the same record however the lines are grouped (invariant 2)', () => {
    const expected = summary(record(LINES));
    // Long enough to be kept as it came, on either side of the lines that are looked at.
    const padding = Array.from({ length: 400 }, () => '{"$":"mark-of-no-kind","text":"padding"}');
    const all = new RunRecord();
    all.pushAll([...padding, ...LINES, ...padding].join('\n'));
    expect(summary(all)).toEqual(expected);
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: LINES.length, maxLength: LINES.length }), (cuts) => {
        const r = new RunRecord();
        let group: string[] = [];
        for (const [i, line] of LINES.entries()) {
          group.push(line);
          if (cuts[i] === 0) continue;
          if (cuts[i] === 1) r.pushAll(`${group.join('\n')}\n`);
          else if (cuts[i] === 2) r.pushAll([...group, ...padding].join('\n'));
          else for (const one of group) r.push(one);
          group = [];
        }
        for (const one of group) r.push(one);
        expect(summary(r)).toEqual(expected);
      }),
    );
  });

  it('should never throw, whatever a line holds (invariant 1)', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(...LINES).chain((line) => fc.nat(line.length).map((n) => line.slice(0, n))),
      fc
        .record({ op: fc.anything(), path: fc.anything(), value: fc.anything(), from: fc.anything() })
        .map((v) => {
          try {
            return JSON.stringify(v) ?? '';
          } catch {
            return '{';
          }
        }),
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 30 }), (lines) => {
        const r = record(lines);
        for (let i = 0; i < r.log.length; i++) r.log.event(i);
        r.history.at(r.log.length - 1).json();
      }),
    );
  });

  it('should find events by time, even where times step back or are missing', () => {
    const r = record([at(null), at(10), at(20), at(15), at(null), at(30)]);
    expect([5, 10, 19, 20, 29, 30, 99].map((ms) => r.log.indexAtTime(ms))).toEqual([0, 1, 1, 4, 4, 5, 5]);
    expect(Array.from({ length: 6 }, (_, i) => r.log.t(i))).toEqual([null, 10, 20, 15, null, 30]);
    expect(r.log.timed).toBe(false);
    expect(record([at(1)]).log.timed).toBe(true);
    expect([
      r.log.opsUpTo(-1),
      r.log.opsUpTo(2),
      r.log.eventOfOp(1),
      r.log.eventOfOp(6),
      r.log.eventOfOp(7),
    ]).toEqual([0, 3, 0, 5, -1]);
  });

  it('should keep every line, whatever their number and length', () => {
    const lines = Array.from(
      { length: 3_000 },
      (_, i) => `{"op":"add","path":"","value":"${'é😀'.repeat(i % 40)}${i}"}`,
    );
    const r = record(lines);
    expect(lines.every((line, i) => r.log.line(i) === line)).toBe(true);
    expect(r.log.line(3_000)).toBe('');
  });
});

describe('OperationReader', () => {
  it('should read no line otherwise than decodeLine does (invariant 1)', () => {
    const piece = fc.constantFrom(
      '1',
      '-0',
      '1.50',
      '1e5',
      '01',
      '1.',
      '{}',
      '[]',
      '{ }',
      '[1]',
      '[1,]',
      '{"a":"b","c":{}}',
      '{"a":[1, 2],"b":3}',
      '{"a" : tru}',
      'true',
      'nul',
      'null',
      '"a"',
      '"\\n"',
      '"\t"',
      '"é"',
      `"${'long '.repeat(40)}"`,
      `"${'x'.repeat(200)}\\"y"`,
      `"${'x'.repeat(200)}`,
    );
    const path = fc.constantFrom('', '/a', '/a/0', 'a', '/~1', '/~2', '/\\u0061', '/a b', '/"');
    const stamp = fc.constantFrom(
      '',
      ',"t":1.000',
      ',"t":248.911,"c":2',
      ',"c":3',
      ',"t":0.1',
      ',"t":-1.000',
      ',"t":01',
      ',"t":1e3',
      ',"c":1.5',
      ',"x":1',
      ',"t":12345678.125',
      ',"t":1.',
      ',"value":2',
    );
    const tail = fc.constantFrom('}', '}', '}', '}', '}', '} ', '', '}}', ' }');
    const op = fc.constantFrom('add', 'add', 'replace', 'test', 'remove', 'move', 'copy');
    const reader = new OperationReader();
    const read = new Set<string>();
    fc.assert(
      fc.property(op, path, path, piece, stamp, tail, fc.nat(30), (o, p, f, value, s, end, before) => {
        const from = o === 'move' || o === 'copy' ? `"from":"${f}",` : '';
        const own = o === 'add' || o === 'replace' || o === 'test' ? `,"value":${value}` : '';
        const line = `{"op":"${o}",${from}"path":"${p}"${own}${s}${end}`;
        const text = `${' '.repeat(before)}${line}\n${line}`;
        if (!reader.read(text, before, before + line.length)) return;
        read.add(o);
        const decoded = decodeLine(line);
        expect(decoded.kind).toBe('op');
        if (decoded.kind !== 'op') return;
        expect([reader.op, reader.path, reader.stamp.t, reader.stamp.c]).toEqual([
          decoded.op.op,
          decoded.op.path,
          decoded.t,
          decoded.c,
        ]);
        if ('from' in decoded.op) expect(reader.from).toBe(decoded.op.from);
        if (!('value' in decoded.op)) return;
        const { value: v } = decoded.op;
        expect(reader.type).toBe(Array.isArray(v) ? 'array' : v === null ? 'null' : typeof v);
        const parts = typeof v === 'object' && v !== null ? Object.values(v) : [];
        expect(reader.filled).toBe(parts.length > 0);
        const isNested = parts.some((part) => typeof part === 'object' && part !== null);
        expect(reader.height).toBe(typeof v !== 'object' || v === null ? 0 : isNested ? 2 : 1);
        expect(line.startsWith(value, reader.at)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect([...read].toSorted()).toEqual(['add', 'copy', 'move', 'remove', 'replace', 'test']);
  });

  it('should read times to the same double as JSON.parse', () => {
    const reader = new OperationReader();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (micros) => {
        const t = (micros / 1000).toFixed(3);
        const line = `{"op":"add","path":"","value":1,"t":${t},"c":1}`;
        expect(reader.read(line, 0, line.length)).toBe(true);
        expect(reader.stamp.t).toBe(Number(t));
      }),
      { numRuns: 2_000 },
    );
  });
});
