import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Operation } from '../patch/operation.ts';
import type { StreamEvent } from '../run/event.ts';
import { ENDINGS } from '../run/verdict.ts';
import { decodeLine } from './decode.ts';
import { endLine, eventLine, headerLine, headLine } from './encode.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 500 : 20_000;

const t = fc.option(
  fc.integer({ min: -1_000, max: 1_000_000_000 }).map((n) => n / 1000),
  { nil: null },
);
const c = fc.option(fc.nat(), { nil: null });
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string()).map((s) => s.toWellFormed());
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));
const space = fc.constantFrom('', ' ', '\t', '\n', '\r\n', '  ');

/** An operation as text with odd spacing, spellings and members, `t`, `c` and `$` among them. */
const operation = fc
  .tuple(
    fc.dictionary(fc.constantFrom('t', 'c', '$', 'x', '__proto__', 'T'), json),
    json,
    space,
    space,
    space,
  )
  .map(([extra, value, before, inside, after]) => {
    const members = Object.entries(extra).map(
      ([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`,
    );
    const own = `"op":"add",${inside}"path":"/a","value":${JSON.stringify(value)}`;
    return `${before}{${[...members, own].join(`,${inside}`)}${inside}}${after}`;
  });

function asOp(source: string): { kind: 'op'; text: string; op: Operation } {
  return { kind: 'op', text: source, op: JSON.parse(source) };
}

const body = fc.oneof(
  operation.map(asOp),
  fc.array(operation, { maxLength: 3 }).map((all) => {
    const source = `[${all.join(',')}]`;
    return { kind: 'ops' as const, text: source, ops: JSON.parse(source) };
  }),
  fc.record({
    kind: fc.constant('bad' as const),
    raw: fc.oneof(text, fc.uint8Array()),
    error: fc.record({ kind: fc.constantFrom('syntax', 'encoding', 'malformed', 'limit'), message: text }),
  }),
  fc.record({ kind: fc.constantFrom('beat' as const, 'reason' as const), text }),
  fc.record({ kind: fc.constant('usage' as const), data: json }),
  fc.record({
    kind: fc.constant('err' as const),
    source: fc.constantFrom('in-band' as const, 'connection' as const),
    message: text,
    data: json,
  }),
  fc.record({ kind: fc.constant('gate' as const), name: text, path: text, decision: text }),
  fc.record({ kind: fc.constant('mark' as const), name: text }),
  fc.record({ kind: fc.constant('unknown' as const), name: text, text }),
);
const event = fc
  .tuple(t, c, body)
  .map(([time, read, rest]): StreamEvent => Object.assign({ t: time, c: read }, rest));

describe('eventLine and decodeLine', () => {
  it('should give back any event, operations byte for byte, on one line', () => {
    fc.assert(
      fc.property(event, (sent) => {
        const line = eventLine(sent);
        expect(line).not.toMatch(/[\n\r]/);
        expect(decodeLine(line)).toEqual(sent);
      }),
      { numRuns: RUNS },
    );
  });

  it('should splice the stamp into the received text', () => {
    const source = '{"op":"add","path":"/a","value":1.0} ';
    const line = eventLine({ t: 212.03, c: 1, ...asOp(source) });
    expect(line).toBe('{"op":"add","path":"/a","value":1.0,"t":212.030,"c":1} ');
    expect(eventLine({ t: null, c: null, ...asOp(source) })).toBe(source);
  });

  it('should wrap an operation that has t, c or $ of its own', () => {
    const source = '{"op":"add","path":"/a","value":1e400,"t":5}';
    expect(eventLine({ t: 1, c: 2, ...asOp(source) })).toBe(`{"$":"op","t":1.000,"c":2,"op":${source}}`);
    expect(eventLine({ t: null, c: null, ...asOp(source) })).toBe(`{"$":"op","op":${source}}`);
  });

  it('should not take a value for a stamp', () => {
    for (const source of [
      '{"op":"add","path":"/a","value":5}',
      '{"op":"add","path":"/a","value":{"t":1,"c":2}}',
      '{"op":"add","path":"/a","value":",\\"t\\":1,\\"c\\":2"}',
    ]) {
      expect(decodeLine(source)).toEqual({ t: null, c: null, ...asOp(source) });
    }
  });
});

describe('decodeLine', () => {
  it('should read the stamp of an operation wherever other hands put it', () => {
    expect(decodeLine('{"c":3,"op":"add","path":"","t":1.5,"value":{}}')).toMatchObject({
      kind: 'op',
      t: 1.5,
      c: 3,
    });
    expect(decodeLine('{"op":"add","path":"","value":{},"t":1.5e1 }')).toMatchObject({
      kind: 'op',
      t: 15,
      c: null,
    });
  });

  it('should never throw, and say what a line is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          json.map((value) => JSON.stringify({ $: 'end', ...Object(value) })),
        ),
        (line) => {
          expect(typeof decodeLine(line).kind).toBe('string');
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('should ignore blank lines and kinds that it does not know, members included', () => {
    expect(decodeLine('  ')).toEqual({ kind: 'ignored' });
    expect(decodeLine('{"$":"later","t":1}')).toEqual({ kind: 'ignored' });
    expect(decodeLine('{"$":"mark","name":"x","colour":"red"}')).toEqual({
      kind: 'mark',
      name: 'x',
      t: null,
      c: null,
    });
  });

  it('should keep an operation whose own $ is not of ours', () => {
    expect(decodeLine('{"op":"add","path":"","value":{},"$":"x"}')).toMatchObject({ kind: 'op' });
  });

  it('should tell a half line as unreadable', () => {
    expect(decodeLine('{"op":"add","path":"/a","value":"b,"t":1.000,"c":2}')).toMatchObject({ kind: 'bad' });
    expect(decodeLine('{"op":"add"')).toMatchObject({
      kind: 'bad',
      raw: '{"op":"add"',
      error: { kind: 'syntax' },
    });
    expect(decodeLine('{"op":"add","path":"/a","value":1,"t":1-2,"c":2}')).toMatchObject({ kind: 'bad' });
  });

  it('should refuse a later major version and read any minor of its own', () => {
    expect(decodeLine('{"$":"patchcap","v":2}')).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('version 2'),
    });
    expect(decodeLine('{"$":"patchcap","v":1.9,"later":true}')).toEqual({
      kind: 'header',
      header: { $: 'patchcap', v: 1.9 },
    });
  });

  it('should give back header, head and end', () => {
    const header = {
      $: 'patchcap' as const,
      v: 1,
      id: 'x',
      t0: 'request-sent' as const,
      source: { framing: 'sse' as const, protocol: 'dottxt.patch' },
      request: { method: 'POST', url: 'http://x', accept: '*/*', body: '{}' },
      schema: '{"type":\n"object"}',
      draft: {
        input: 'hi',
        params: { seed: 7 },
        gates: [],
        mustFollow: [{ field: '/verdict', after: '/why' }],
      },
      redacted: ['authorization'],
      simulated: true,
    };
    expect(decodeLine(headerLine(header))).toEqual({ kind: 'header', header });
    const head = { kind: 'head' as const, t: 1.25, status: 200, headers: { a: 'b' }, phases: { dns: 1.5 } };
    expect(decodeLine(headLine(head))).toEqual(head);
    for (const reason of ENDINGS) {
      const end = { kind: 'end' as const, t: 2, reason, ops: 3, refusal: { status: 403, body: 'no' } };
      expect(decodeLine(endLine(end))).toEqual(end);
    }
  });

  it('should drop header members of the wrong type', () => {
    expect(
      decodeLine('{"$":"patchcap","v":1,"schema":5,"source":"x","tags":["a",1],"request":{"url":1}}'),
    ).toEqual({
      kind: 'header',
      header: { $: 'patchcap', v: 1, tags: ['a'], request: {} },
    });
  });
});
