import { createParser } from 'eventsource-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Framing } from '../capture/header.ts';
import type { Frame } from './frame.ts';
import { createFramer } from './framer.ts';
import { sniffFraming } from './sniff.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 300 : 5_000;
const utf8 = new TextEncoder();

function frames(framing: Framing, pieces: readonly Uint8Array[], limit?: number): Frame[] {
  const framer = createFramer(framing, limit);
  return [...pieces.flatMap((piece) => framer.push(piece)), ...framer.end()];
}

function read(framing: Framing, text: string): Frame[] {
  return frames(framing, [utf8.encode(text)]);
}

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(utf8.encode(part)) : part)),
  );
}

/** A body and places to cut it, doubled ones included (an empty read). */
function cutBodies(parts: readonly (string | number)[]): fc.Arbitrary<{ body: Uint8Array; cuts: number[] }> {
  return fc
    .array(fc.constantFrom(...parts), { maxLength: 30 })
    .map((chosen) => bytes(...chosen))
    .chain((body) =>
      fc
        .array(fc.nat({ max: body.length }), { maxLength: body.length + 3 })
        .map((cuts) => ({ body, cuts: cuts.toSorted((a, b) => a - b) })),
    );
}

function pieces(body: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  return [0, ...cuts].map((from, i) => body.subarray(from, cuts[i] ?? body.length));
}

function single(body: Uint8Array): Uint8Array[] {
  return Array.from(body, (_, i) => body.subarray(i, i + 1));
}

const NDJSON_PARTS = [
  '{"a":"é€😀"}',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\ufeff',
  '{"b":"\\u00e9\\n"}',
  0xff,
  0xe2,
  'x',
];
const SSE_LINES =
  'data: {"a":"é😀"}|data:x|data|event: patch|event: done|: ping|:|id: 1|error: {}|junk'.split('|');
const SSE_ENDS = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r'];
const SSE_PARTS = [...SSE_LINES, ...SSE_ENDS, '\ufeff', 0xff, 0xe2, '\0'];

describe('createFramer', () => {
  it.each([
    ['ndjson', NDJSON_PARTS],
    ['sse', SSE_PARTS],
  ] as const)('should give the same frames for any cut of %s', (framing, parts) => {
    fc.assert(
      fc.property(cutBodies(parts), fc.constantFrom(8, 20, 1 << 20), ({ body, cuts }, limit) => {
        const whole = frames(framing, [body], limit);
        expect(frames(framing, pieces(body, cuts), limit)).toEqual(whole);
        expect(frames(framing, single(body), limit)).toEqual(whole);
      }),
      { numRuns: RUNS },
    );
  });

  it('should agree with eventsource-parser on what a conforming stream dispatches', () => {
    const line = fc.constantFrom('data: a', 'data:b', 'data', 'event: patch', 'id: 7', ': c', 'retry: 9');
    const stream = fc.tuple(
      fc.array(fc.tuple(line, fc.constantFrom(...SSE_ENDS)), {
        maxLength: 40,
      }),
    );
    fc.assert(
      fc.property(stream, ([lines]) => {
        const text = `${lines.map(([field, end]) => field + end).join('')}\n\n`;
        const expected: Frame[] = [];
        const parser = createParser({
          onEvent: ({ event, data }) => expected.push({ kind: 'sse', event: event ?? 'message', data }),
        });
        parser.feed(text);
        // An event without data is told here and dropped there.
        const ours = read('sse', text).filter((frame) => frame.kind === 'sse' && !isBareName(frame));
        expect(ours).toEqual(expected.filter((frame) => !isBareName(frame)));
      }),
      { numRuns: RUNS },
    );
  });

  it('should read lines with any end, skip blank ones and keep a last one without its end', () => {
    expect(read('ndjson', '\ufeff{"a":1}\r\n\n \t\r\n{"b":2}\n{"c":3}')).toEqual([
      { kind: 'line', text: '{"a":1}' },
      { kind: 'line', text: '{"b":2}' },
      { kind: 'line', text: '{"c":3}' },
    ]);
  });

  it('should tell a line that is not UTF-8 as its bytes and go on', () => {
    expect(frames('ndjson', [bytes('{"a":1}\n{"b":"', 0xff, '"}\r\n{"c":3}\n')])).toEqual([
      { kind: 'line', text: '{"a":1}' },
      { kind: 'bad', raw: bytes('{"b":"', 0xff, '"}'), why: 'not UTF-8' },
      { kind: 'line', text: '{"c":3}' },
    ]);
  });

  it('should keep its own copy of unreadable bytes', () => {
    const body = bytes(0xff, '\n');
    const [frame] = createFramer('ndjson').push(body);
    body.fill(0);
    expect(frame).toEqual({ kind: 'bad', raw: Uint8Array.of(0xff), why: 'not UTF-8' });
  });

  it('should end with one limit frame where a line is over the limit', () => {
    expect(frames('ndjson', [bytes('12345678\r\n123456789\n{"a":1}\n')], 8)).toEqual([
      { kind: 'line', text: '12345678' },
      { kind: 'limit', limit: 8, head: '12345678' },
    ]);
    expect(frames('sse', [bytes('data: 1234\ndata: 5678\n\ndata: x\n\n')], 12)).toEqual([
      { kind: 'sse', event: 'message', data: '1234\n5678' },
      { kind: 'sse', event: 'message', data: 'x' },
    ]);
    expect(frames('sse', [bytes('data: 1234\ndata: 5678\n\ndata: x\n\n')], 10).at(-1)).toEqual({
      kind: 'sse',
      event: 'message',
      data: 'x',
    });
    expect(frames('sse', [bytes('data: 12\ndata: 34\ndata: 56\ndata: 78\n\ndata: x\n\n')], 10)).toEqual([
      { kind: 'limit', limit: 10, head: '12' },
    ]);
  });

  it('should tell SSE events, comments, an error field and lines that are none of them', () => {
    const body = 'event: patch\ndata: {"a":\ndata: 1}\n\n: ping\nerror: {"code":5}\n<html>\nevent: done\n';
    expect(read('sse', body)).toEqual([
      { kind: 'sse', event: 'patch', data: '{"a":\n1}' },
      { kind: 'comment', text: ' ping' },
      { kind: 'sse', event: 'error', data: '{"code":5}' },
      {
        kind: 'bad',
        raw: '<html>',
        why: 'not a line of an event stream (data, event, id, retry, or a comment)',
      },
      { kind: 'sse', event: 'done', data: '' },
    ]);
  });
});

function isBareName(frame: Frame): boolean {
  return frame.kind === 'sse' && frame.event !== 'message' && frame.data === '';
}

describe('sniffFraming', () => {
  it.each([
    ['text/event-stream; charset=utf-8', '', 'sse'],
    ['application/x-ndjson', '', 'ndjson'],
    [null, '', 'ndjson'],
    ['application/x-ndjson', 'event: patch\n', 'sse'],
    [null, '\n\n: ping', 'sse'],
    [null, 'da', 'sse'],
    ['text/event-stream', '\ufeff {"op":', 'ndjson'],
    ['text/event-stream', 'garbage', 'sse'],
    [null, 'date: x', 'ndjson'],
  ] as const)('should take type %s with first bytes %j for %s', (type, first, framing) => {
    expect(sniffFraming(type, utf8.encode(first))).toBe(framing);
  });
});
