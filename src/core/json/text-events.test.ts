import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, jsonText } from './text-arbitrary.ts';
import { TextEvents, type TextEvent, type TextEventOptions } from './text-events.ts';

function read(pieces: readonly string[], options?: TextEventOptions): TextEvent[] {
  const reader = new TextEvents(options);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

function ops(events: readonly TextEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'op' ? [event.text] : []));
}

/** Values of the strings after all `add` and `append`, by path. */
function strings(events: readonly TextEvent[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const event of events) {
    if (event.kind !== 'op') continue;
    const { op } = event;
    if (op.op === 'add' && typeof op.value === 'string') values.set(op.path, op.value);
    if (op.op === 'append') values.set(op.path, (values.get(op.path) ?? '') + op.value);
  }
  return values;
}

describe('TextEvents', () => {
  it('should send what dottxt sends, in the spelling received, with exact closes', () => {
    expect(read(['{"intent":"bil', 'ling","n":[1.0', ',-0],"ok":true}'])).toEqual([
      { kind: 'op', text: '{"op":"add","path":"","value":{}}', op: { op: 'add', path: '', value: {} } },
      { kind: 'grow', path: '/intent', text: 'bil' },
      {
        kind: 'op',
        text: '{"op":"add","path":"/intent","value":"billing"}',
        op: { op: 'add', path: '/intent', value: 'billing' },
      },
      { kind: 'op', text: '{"op":"add","path":"/n","value":[]}', op: { op: 'add', path: '/n', value: [] } },
      {
        kind: 'op',
        text: '{"op":"add","path":"/n/0","value":1.0}',
        op: { op: 'add', path: '/n/0', value: 1 },
      },
      {
        kind: 'op',
        text: '{"op":"add","path":"/n/1","value":-0}',
        op: { op: 'add', path: '/n/1', value: -0 },
      },
      { kind: 'close', path: '/n' },
      {
        kind: 'op',
        text: '{"op":"add","path":"/ok","value":true}',
        op: { op: 'add', path: '/ok', value: true },
      },
      { kind: 'close', path: '' },
    ]);
  });

  it('should let strings open empty and grow by append where that is asked for', () => {
    const events = read(['{"a":"', 'x\\', 'n', '\\u0079"', ',"b":"whole"}'], { granularity: 'live' });
    expect(ops(events)).toEqual([
      '{"op":"add","path":"","value":{}}',
      '{"op":"add","path":"/a","value":""}',
      '{"op":"append","path":"/a","value":"x"}',
      '{"op":"append","path":"/a","value":"\\n"}',
      '{"op":"append","path":"/a","value":"y"}',
      '{"op":"add","path":"/b","value":"whole"}',
    ]);
    expect(events.filter(({ kind }) => kind === 'close')).toEqual([
      { kind: 'close', path: '/a' },
      { kind: 'close', path: '' },
    ]);
  });

  it('should come to the same strings in both granularities, and to the same operations for every cut', () => {
    fc.assert(
      fc.property(jsonText, fc.array(fc.nat(), { maxLength: 8 }), (text, places) => {
        const pieces = cut(text, places);
        const whole = read([text]);
        expect(ops(read(pieces))).toEqual(ops(whole));
        expect(strings(read(pieces, { granularity: 'live' }))).toEqual(strings(whole));
        for (const line of ops(whole)) expect(() => JSON.parse(line) as unknown).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('should stand a text of its own under the pointer it is given', () => {
    expect(ops(read(['{"a/b":[null]}'], { root: '/calls/1' }))).toEqual([
      '{"op":"add","path":"/calls/1","value":{}}',
      '{"op":"add","path":"/calls/1/a~1b","value":[]}',
      '{"op":"add","path":"/calls/1/a~1b/0","value":null}',
    ]);
  });

  it('should tell what could not be read as bad, and what is only unusual as a note', () => {
    expect(read(['[1', ',]']).at(-1)).toMatchObject({ kind: 'bad', raw: ',]', error: { kind: 'syntax' } });
    expect(read(['['.repeat(513)]).at(-1)).toMatchObject({ kind: 'bad', error: { kind: 'limit' } });
    const notes = read(['Sure: {"a":"\ud83d","a":1} {"b"']).filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([
      { what: 'prose', path: '' },
      { what: 'lone surrogate', path: '/a' },
      { what: 'duplicate key', path: '/a' },
      { what: 'another document', path: '' },
      { what: 'truncated', path: '/b' },
    ]);
    expect(read(['``` \n'])).toMatchObject([{ what: 'fence' }, { what: 'no document' }]);
  });
});
