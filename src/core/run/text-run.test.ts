import { describe, expect, it } from 'vitest';

import { endLine, headerLine } from '../capture/encode.ts';
import { frameLine } from '../capture/frame-line.ts';
import { nodeTimes } from '../timing/arrivals.ts';
import { assess } from './assess.ts';
import { RunRecord } from './record.ts';

/** A capture of JSON text: a piece each 10 ms from 100 ms on, one socket read each. */
function captured(pieces: readonly string[], reason: 'eof' | 'cut' = 'eof'): string[] {
  return [
    headerLine({ $: 'patchcap', v: 1, source: { framing: 'text', protocol: 'json.text' } }),
    ...pieces.map((text, i) => frameLine({ t: 100 + 10 * i, c: i + 1 }, { kind: 'text', text })),
    endLine({ kind: 'end', t: 500, reason }),
  ];
}

function recordOf(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

function at(record: RunRecord, ms: number) {
  return record.history.at(record.log.indexAtTime(ms));
}

function timesAt(record: RunRecord, ms: number, pointer: string) {
  const view = at(record, ms);
  const node = view.find(pointer);
  return node === null ? null : nodeTimes(record, view, node);
}

const PIECES = ['{"a":["on', 'e tw', 'o", 12', '3],"b":{"c":"x', '"}', ' }'];

describe('a run of text', () => {
  it('should show a string that grows, and land it once it is complete', () => {
    const record = recordOf(captured(PIECES));
    const growing = at(record, 110);
    const node = growing.find('/a/0');
    if (node === null) expect.unreachable();
    expect(growing.source(node)).toBe('"one tw"');
    expect(growing.growing(node)).toBe(true);
    expect(growing.done(node)).toBe(false);
    expect(growing.json()).toBe('{"a":[]}');
    expect(timesAt(record, 110, '/a/0')).toEqual({ tOpen: 100, tLand: null, close: 'open' });

    const landed = at(record, 120);
    expect(landed.growing(node)).toBe(false);
    expect(landed.source(node)).toBe('"one two"');
    expect(landed.changes(node)).toBe(0);
    expect(landed.json()).toBe('{"a":["one two"]}');
    expect(timesAt(record, 120, '/a/0')).toEqual({ tOpen: 100, tLand: 120, close: 'exact' });
    // Earlier moments stay as they were, whatever is asked after them.
    expect(at(record, 100).source(node)).toBe('"on"');
    expect(at(record, 110).source(node)).toBe('"one tw"');
  });

  it('should date containers by their brackets, and what follows them by those', () => {
    const record = recordOf(captured(PIECES));
    expect(timesAt(record, 120, '/a')).toEqual({ tOpen: 100, tLand: null, close: 'open' });
    expect(timesAt(record, 500, '/a')).toEqual({ tOpen: 100, tLand: 130, close: 'exact' });
    expect(timesAt(record, 500, '/a/1')).toEqual({ tOpen: 120, tLand: 130, close: 'exact' });
    expect(timesAt(record, 500, '/b')).toEqual({ tOpen: 130, tLand: 140, close: 'exact' });
    expect(timesAt(record, 500, '')).toEqual({ tOpen: 100, tLand: 150, close: 'exact' });
    expect(at(record, 500).json()).toBe('{"a":["one two",123],"b":{"c":"x"}}');
    expect(record.ops).toBe(6);
  });

  it('should keep the frames, and tell which events came of each', () => {
    const { frames, log } = recordOf(captured(PIECES));
    expect(frames.length).toBe(PIECES.length);
    expect(frames.line(1)).toBe('{"$":"txt","t":110.000,"c":2,"data":"e tw"}');
    const first = frames.firstEvent(1);
    expect(log.event(first)).toEqual({ kind: 'grow', t: 110, c: 2, path: '/a/0', text: 'e tw' });
    expect(frames.frameOf(first)).toBe(1);
    expect(frames.frameOf(0)).toBe(0);
    expect(frames.endEvent(0)).toBe(first);
  });

  it('should count what lies between frames, and what the end of the body tells, to none of them', () => {
    const [header = '', first = '', second = '', end = ''] = captured(['4', '2']);
    const { frames, log } = recordOf([header, first, '{"$":"beat","t":105,"text":" ping"}', second, end]);
    const kinds = Array.from({ length: log.length }, (_, i) => `${log.kind(i)} ${frames.frameOf(i)}`);
    expect(kinds).toContain('beat -1');
    expect(kinds.at(-1)).toBe('op -1');
    expect(frames.tail).toBeGreaterThan(0);
    expect(kinds.slice(frames.tail ?? 0).every((kind) => kind.endsWith(' -1'))).toBe(true);
  });

  it('should be the same run, however its lines are grouped', () => {
    const pieces = Array.from({ length: 400 }, (_, i) => (i === 0 ? '["w0' : ` w${i}`));
    const [header = '', ...rest] = captured([...pieces, '"]']);
    const lines = [header, ...rest.flatMap((line) => [line, '{"$":"beat","t":1.000,"text":""}'])];
    const apart = recordOf(lines);
    const together = new RunRecord();
    together.pushAll(lines.join('\n'));
    expect(together.log.length).toBe(apart.log.length);
    for (let i = 0; i < apart.log.length; i += 1) expect(together.log.line(i)).toBe(apart.log.line(i));
    expect(at(together, 9e9).json()).toBe(at(apart, 9e9).json());
  });

  it('should leave open what a cut text left open, and say where', async () => {
    for (const reason of ['eof', 'cut'] as const) {
      const record = recordOf(captured(PIECES.slice(0, 4), reason));
      expect(timesAt(record, 500, '')).toMatchObject({ tLand: null, close: 'open' });
      expect(timesAt(record, 500, '/b/c')).toMatchObject({ tLand: null, close: 'open' });
      const verdict = await assess(record, () => ({ state: 'valid' }));
      expect(verdict).toMatchObject({
        headline: reason === 'eof' ? 'incomplete' : 'cut',
        document: 'not a document',
        problem: { pointer: '/b/c' },
      });
    }
  });

  it('should begin again where another document begins, and date its brackets anew', () => {
    const record = recordOf(captured(['{"a":"x', '"}', '\n{"b"', ':"y', 'z"}']));
    expect(at(record, 110).json()).toBe('{"a":"x"}');
    expect(timesAt(record, 110, '')).toMatchObject({ tLand: 110, close: 'exact' });
    expect(timesAt(record, 120, '')).toMatchObject({ tLand: null, close: 'open' });
    expect(at(record, 500).json()).toBe('{"b":"yz"}');
    expect(timesAt(record, 500, '')).toMatchObject({ tLand: 140, close: 'exact' });
  });

  it('should land what only the end of the text completes', () => {
    const record = recordOf(captured(['4', '2']));
    expect(at(record, 499).root()).toBeNull();
    expect(at(record, 500).json()).toBe('42');
  });

  it('should show frames of a protocol that it does not know, and fold none of them', () => {
    const [, ...frames] = captured(['{"a":1}']);
    const header = headerLine({ $: 'patchcap', v: 1, source: { protocol: 'from.the.future' } });
    const record = recordOf([header, ...frames]);
    expect(record.log.kind(0)).toBe('unknown');
    expect(record.history.at(0).root()).toBeNull();
  });
});
