import { describe, expect, test } from 'vitest';

import { headerLine } from '../../../core/capture/encode.ts';
import { frameLine } from '../../../core/capture/frame-line.ts';
import { RunRecord } from '../../../core/run/record.ts';
import { describe as rowOf } from './describe.ts';
import { type WireFilter, WireList } from './wire-list.ts';

const ALL: WireFilter = { text: '', kind: 'all', leavesOnly: false };

function recordOf(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

function listOf(record: RunRecord, filter: Partial<WireFilter> = {}, open: readonly number[] = []): WireList {
  const list = new WireList(record, { ...ALL, ...filter }, new Set(open));
  list.advance(() => false);
  return list;
}

/** The rows in short: `f2` a frame, `f2:7` an event of it, `7` an event that is a frame by itself. */
function shown(list: WireList): string[] {
  return Array.from({ length: list.length }, (_, row) => {
    const entry = list.entry(row);
    if (entry === null) return 'none';
    const event = entry.event < 0 ? '' : `${entry.event}`;
    return entry.frame < 0 ? event : `f${entry.frame}${event === '' ? '' : `:${event}`}`;
  });
}

describe('frames of a patch stream', () => {
  const PATCH = recordOf([
    '{"op":"add","path":"","value":{},"t":1,"c":1}',
    '{"op":"add","path":"/n","value":1.0,"t":2,"c":2}',
    '{"op":"add","path":"/list","value":[],"t":2,"c":2}',
    '{"$":"beat","t":3,"c":3,"text":" ping"}',
    '{"$":"bad","t":4,"c":4,"raw":"{\\"op\\"","why":"not JSON"}',
    '{"op":"add","path":"/x/y","value":0,"t":5,"c":5}',
  ]);

  test('should be its events, unreadable ones included', () => {
    expect(shown(listOf(PATCH))).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  test('should hide exactly the seeds when only leaves are wanted', () => {
    expect(shown(listOf(PATCH, { leavesOnly: true }))).toEqual(['1', '3', '4', '5']);
  });

  test('should be filtered by kind, by what is wrong, and by text in either case', () => {
    expect(shown(listOf(PATCH, { kind: 'beat' }))).toEqual(['3']);
    expect(shown(listOf(PATCH, { kind: 'error' }))).toEqual(['4', '5']);
    expect(shown(listOf(PATCH, { text: '/LIST' }))).toEqual(['2']);
    expect(shown(listOf(PATCH, { text: 'op', kind: 'op', leavesOnly: true }))).toEqual(['1', '5']);
  });

  test('should be the same in slices as in one go', () => {
    const list = new WireList(PATCH, { ...ALL, leavesOnly: true }, new Set());
    while (!list.upToDate) list.advance(() => true);
    expect(shown(list)).toEqual(['1', '3', '4', '5']);
    expect([list.rowOfEvent(4), list.rowOfEvent(2), list.entry(99)]).toEqual([2, 1, null]);
  });

  test('should say the gap since what came before, and what shares its read', () => {
    const said = [0, 1, 2, 3].map((event) => rowOf(PATCH, { frame: -1, event }));
    expect(said.map(({ gap }) => gap)).toEqual([null, 1, null, 1]);
    expect(said.map(({ again }) => again)).toEqual([false, false, true, false]);
  });
});

/** The chunk of an OpenAI chat that carries a piece of the document. */
function chunk(content: string): string {
  return JSON.stringify({ choices: [{ index: 0, delta: { content } }] });
}

describe('frames from which events are derived', () => {
  const frames = [
    '{"choices":[{"index":0,"delta":{"role":"assistant"}}]}',
    chunk('{"intent":"bill'),
    chunk('ing"'),
    chunk(',"a":1,"b":2}'),
    '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}',
    '[DONE]',
  ];
  const lines = frames.map((text, i) => frameLine({ t: 100 + 10 * i, c: 2 * i + 1 }, { kind: 'line', text }));
  const [role = '', first = '', ...rest] = lines;
  const comment = frameLine({ t: 105, c: 2 }, { kind: 'comment', text: ' OPENROUTER PROCESSING' });
  const CHAT = recordOf([
    headerLine({ $: 'patchcap', v: 1, source: { framing: 'sse', protocol: 'openai.chat' } }),
    role,
    comment,
    first,
    ...rest,
  ]);

  test('should stand as they came, those that brought nothing and what lies between included', () => {
    expect(shown(listOf(CHAT))).toEqual(['f0', '0', 'f1', 'f2', 'f3', 'f4', 'f5']);
    const role = rowOf(CHAT, { frame: 0, event: -1 });
    expect(role).toMatchObject({ number: 1, t: 100, kind: '', more: -1, text: frames[0] });
    expect(rowOf(CHAT, { frame: -1, event: 0 })).toMatchObject({ kind: 'beat', gap: 5, number: null });
    expect(rowOf(CHAT, { frame: 1, event: -1 })).toMatchObject({ gap: 5, text: frames[1] });
    expect(rowOf(CHAT, { frame: 5, event: -1 })).toMatchObject({ kind: 'mark', text: '[DONE]' });
  });

  test('should show their events below them while they are open', () => {
    const list = listOf(CHAT, {}, [1, 3]);
    const opened = shown(list);
    const of = (frame: number) => opened.filter((row) => row.startsWith(`f${frame}:`));
    expect(opened.filter((row) => !row.includes(':'))).toEqual(['f0', '0', 'f1', 'f2', 'f3', 'f4', 'f5']);
    for (const frame of [1, 3]) {
      const first = CHAT.frames.firstEvent(frame);
      const count = CHAT.frames.endEvent(frame) - first;
      expect(of(frame)).toEqual(Array.from({ length: count }, (_, i) => `f${frame}:${first + i}`));
      expect(opened.indexOf(`f${frame}:${first}`)).toBe(opened.indexOf(`f${frame}`) + 1);
    }
    expect(rowOf(CHAT, { frame: 3, event: -1 }).kind).toBe('op');
  });

  test('should be opened and closed, and found again, wherever they stand', () => {
    const list = listOf(CHAT);
    list.toggle(3);
    list.toggle(1);
    for (let row = 0; row < list.length; row++) {
      const entry = list.entry(row);
      if (entry === null) expect.unreachable();
      expect(entry.event < 0 ? list.rowOfFrame(entry.frame) : list.rowOfEvent(entry.event)).toBe(row);
    }
    list.toggle(1);
    expect(shown(list)).toEqual(shown(listOf(CHAT, {}, [3])));
    expect(list.entry(list.rowOfEvent(CHAT.frames.firstEvent(1)))).toEqual({ frame: 1, event: -1 });
    // What brought nothing has nothing to open.
    list.toggle(0);
    expect(list.isOpen(0)).toBe(false);
  });

  test('should be filtered by what they brought, and by their text', () => {
    expect(shown(listOf(CHAT, { kind: 'op' }))).toEqual(['f1', 'f2', 'f3']);
    expect(shown(listOf(CHAT, { kind: 'beat' }))).toEqual(['0']);
    expect(shown(listOf(CHAT, { text: 'ASSISTANT' }))).toEqual(['f0']);
    // The string lands in the third frame; the second opens the document and begins it.
    expect(shown(listOf(CHAT, { leavesOnly: true }))).toEqual(['0', 'f2', 'f3', 'f4', 'f5']);
  });

  test('should be carried on as the run grows', () => {
    const growing = new RunRecord();
    const list = new WireList(growing, ALL, new Set());
    for (const line of [headerLine(CHAT.header ?? { $: 'patchcap', v: 1 }), role, comment, first, ...rest]) {
      growing.push(line);
      list.advance(() => false);
    }
    expect(shown(list)).toEqual(shown(listOf(CHAT)));
  });
});
