import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RunRecord } from '../../run/record.ts';
import { timesSource } from '../../run/times-source.ts';
import { decodeLine } from '../decode.ts';
import { exportFormats } from '../exporters/table.ts';
import { createImporter, type Importer, type ImporterOptions } from '../import.ts';
import { snapshotDifference } from './snapshot-difference.ts';
import { importFormats } from './table.ts';

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../../tests/fixtures/captures/${name}`, import.meta.url));
}

interface Imported {
  importer: Importer;
  lines: string[];
}

function imported(bytes: Uint8Array | string, options: ImporterOptions = {}): Imported {
  const importer = createImporter('file', options);
  const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return { importer, lines: [...importer.push(given), ...importer.end()] };
}

function folded(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

/** `212.03 add /a`: a line an event, the header and the end left out. */
function events(lines: readonly string[]): string[] {
  const { log } = folded(lines);
  return Array.from({ length: log.length }, (_, i) => {
    const event = log.event(i);
    const what = event.kind === 'op' ? `${event.op.op} ${event.op.path}` : event.kind;
    return `${event.t ?? '-'} ${what}`;
  });
}

function headerOf(lines: readonly string[]): object {
  const record = decodeLine(lines[0] ?? '');
  return record.kind === 'header' ? record.header : {};
}

function json(lines: readonly string[]): string {
  const { history, log } = folded(lines);
  return history.at(log.length - 1).json();
}

describe('formats of other tools', () => {
  it('should read a terminal recording with absolute times, and keep what stands around the stream', () => {
    const { importer, lines } = imported(fixture('asciinema-v2.cast'));
    expect(importer).toMatchObject({
      format: 'asciicast',
      takenFor: 'terminal recording of asciinema (v2)',
      notes: [],
    });
    expect(headerOf(lines)).toMatchObject({
      wall: '2026-09-21T14:13:20.000Z',
      label: 'triage',
      t0: 'unknown',
    });
    expect(events(lines)).toEqual([
      '1000 unknown',
      '1212.03 add ',
      '1248.911 add /intent',
      '1248.911 add /urgency',
      '2000 unknown',
    ]);
    expect(lines[1]).toContain("user@desk:~$ dottxt stream -m m1 -s ticket.json 'charged twice'");
    expect(folded(lines).errors).toBe(0);
    expect(json(lines)).toBe('{"intent":"billing","urgency":1.0}');
  });

  it('should read a terminal recording with intervals, comments, and an event stream in it', () => {
    const { lines } = imported(fixture('asciinema-v3.cast'));
    expect(headerOf(lines)).toMatchObject({ source: { framing: 'sse' } });
    expect(events(lines)).toEqual(['200 add ', '250 beat', '275 add /a', '375 mark']);
    expect(decodeLine(lines.at(-1) ?? '')).toMatchObject({ kind: 'end', reason: 'done' });
  });

  it('should say so where a terminal recording holds no stream', () => {
    const { importer } = imported('{"version":2,"width":80,"height":24}\n[0.1,"o","hello\\r\\n"]\n');
    expect(importer.notes.join()).toContain('no stream');
  });

  it('should read an event stream that "ts" has timed', () => {
    const { importer, lines } = imported(fixture('moreutils-ts-sse.txt'));
    expect(importer.takenFor).toBe('output of the tool "ts"');
    expect(events(lines)).toEqual(['200.5 add ', '300 beat', '1000.25 add /a']);
  });

  it('should count the times of the day of "ts" from the first', () => {
    const { lines } = imported(fixture('moreutils-ts-clock.txt'));
    expect(headerOf(lines)).toMatchObject({ t0: 'first-line' });
    expect(events(lines)).toEqual(['0 add ', '1000 add /a', '3000 add /b']);
  });

  it('should ask about "ts -i", and sum intervals where it is told', () => {
    const text = '0.4 {"op":"add","path":"","value":{}}\n0.1 {"op":"add","path":"/a","value":1}\n';
    const guessed = imported(text);
    expect(guessed.importer.notes.join()).toContain('ts-intervals');
    expect(events(imported(text, { from: 'ts-intervals' }).lines)).toEqual(['400 add ', '500 add /a']);
  });

  it('should read the event stream of an HTTP archive, from when the request was out, without any key', () => {
    const { importer, lines } = imported(fixture('browser.har'));
    expect(importer).toMatchObject({ format: 'har', runs: 1, notes: [] });
    expect(headerOf(lines)).toMatchObject({
      t0: 'request-sent',
      wall: '2026-09-20T10:11:12.100Z',
      request: { method: 'POST', url: 'http://127.0.0.1:8080/v1/chat/completions' },
      schema: '{"type":"object","properties":{"10":{},"2":{}}}',
      redacted: ['headers', 'query'],
    });
    expect(lines.join()).not.toContain('sk-in');
    expect(events(lines)).toEqual(['212 add ', '248.5 add /10', '790 mark']);
    expect(decodeLine(lines.at(-1) ?? '')).toMatchObject({ kind: 'end', t: 890.5, reason: 'done' });
  });

  it.each([
    // As Chromium 156 wrote them of an EventSource, a fetch of an event stream, a fetch of NDJSON, and a WebSocket.
    ['devtools.har', [3, 3, 0, 3], ['were read without times, since']],
    // Its export without sensitive data has no text for an EventSource.
    ['devtools-sanitized.har', [3, 0, 3], ['were read without times, since', 'the times and not the text']],
    // Bodies alone, the one of NDJSON in Base64.
    ['playwright.har', [0, 0], ['it was read without times']],
  ])('should read what a browser itself wrote into %s', (name, timed, expected) => {
    const { importer, lines } = imported(fixture(name));
    const runs = lines.join('\n').split(/\n(?=\{"\$":"patchcap")/);
    expect(runs).toHaveLength(timed.length);
    for (const [i, run] of runs.entries()) {
      const ops = run.split('\n').filter((line) => line.startsWith('{"op"'));
      expect(ops.map((line) => line.replace(/,"t":[\d.]+/, ''))).toEqual([
        '{"op":"add","path":"","value":{}}',
        '{"op":"add","path":"/intent","value":"billing"}',
        '{"op":"add","path":"/urgency","value":1.0}',
      ]);
      const times = ops.flatMap((line) => /"t":([\d.]+)/.exec(line)?.[1] ?? []).map(Number);
      expect(times).toHaveLength(timed[i] ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      // The server waited 40 ms between two of them.
      if (times.length > 0) expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(70);
    }
    expect(lines.join('\n')).not.toContain('secret');
    for (const note of expected) expect(importer.notes.join('\n')).toContain(note);
  });

  it('should read the body of an HTTP archive without times, and say so', () => {
    const { importer, lines } = imported(fixture('body-only.har'));
    expect(importer.notes.join()).toContain('without times');
    expect(events(lines)).toEqual(['- add ', '- add /a']);
  });

  it('should refuse an HTTP archive without a stream, and one that is cut', () => {
    expect(imported('{"log":{"entries":[]}}').importer.refused).toContain('None of the 0 exchanges');
    expect(imported('{"log":{"entries":[').importer.refused).toContain('not JSON');
  });

  it('should read raw frames of a provider for the protocol that they are of', () => {
    const { lines } = imported(fixture('openai.sse.txt'));
    expect(headerOf(lines)).toMatchObject({ source: { framing: 'sse', protocol: 'openai.chat' } });
    expect(json(lines)).toBe('{"a":1.0}');
  });

  it("should take the server's clock for what it is, and keep saying so through an archive", () => {
    const ollama = readFileSync(
      new URL('../../../../tests/fixtures/protocols/ollama.ndjson', import.meta.url),
      'utf8',
    );
    const { importer, lines } = imported(ollama);
    expect(headerOf(lines)).toMatchObject({
      clock: 'server',
      t0: 'first-line',
      wall: '2026-11-21T08:00:00.001Z',
    });
    expect(importer.notes.join()).toContain('the server made each line');
    const record = folded(lines);
    expect(record.log.t(record.log.length - 1)).toBe(4);
    expect(timesSource(record)).toBe('server clock');
    const archive = exportFormats.find(({ id }) => id === 'har')?.write(record) ?? [];
    expect(headerOf(imported([...archive].join('')).lines)).toMatchObject({ clock: 'server' });
    // Lines that do not say are left without times.
    const without = imported(ollama.replaceAll(/"created_at":"[^"]*",/g, ''));
    expect(headerOf(without.lines)).not.toHaveProperty('clock');
    expect(without.lines.join()).not.toMatch(/"t":/);
  });

  it('should read an array of AG-UI events, with the times at which they were made', () => {
    const text = JSON.stringify([
      { type: 'RUN_STARTED', threadId: 't', runId: 'r', timestamp: 1_790_000_000_000 },
      { type: 'STATE_SNAPSHOT', snapshot: { a: 1 }, timestamp: 1_790_000_000_250 },
      { type: 'STATE_DELTA', delta: [{ op: 'replace', path: '/a', value: 2 }], timestamp: 1_790_000_000_400 },
      { type: 'RUN_FINISHED', threadId: 't', runId: 'r', timestamp: 1_790_000_000_500 },
    ]);
    for (const given of [text, `{"events":${text}}`, JSON.stringify(JSON.parse(text), null, 2)]) {
      const { importer, lines } = imported(given);
      expect(importer.notes.join()).toContain('timestamp');
      expect(headerOf(lines)).toMatchObject({
        t0: 'first-line',
        wall: '2026-09-21T14:13:20.000Z',
        source: { protocol: 'ag-ui' },
      });
      expect(json(lines)).toBe('{"a":2}');
      expect(folded(lines).log.indexAtTime(399)).toBeLessThan(folded(lines).log.indexAtTime(400));
    }
  });

  it('should read a JSON Patch document', () => {
    expect(json(imported(fixture('patch-document.json')).lines)).toBe('{"a":1.0}');
  });

  it('should read the fixtures of aimock, each as a run, and mark times that rest on an assumption', () => {
    const { importer, lines } = imported(fixture('aimock.json'));
    expect(importer.runs).toBe(2);
    expect(importer.notes).toHaveLength(3);
    const second = lines.findLastIndex((line) => line.includes('"$":"patchcap"'));
    const [first, other] = [lines.slice(0, second), lines.slice(second)];
    expect(headerOf(first)).toMatchObject({ synthetic: true, draft: { input: 'charged twice' } });
    expect(json(first)).toBe('{"intent":"billing","reply":"Done."}');
    expect(folded(first).log.t(0)).toBe(180);
    expect(decodeLine(first.at(-1) ?? '')).toMatchObject({ t: 400, reason: 'eof' });
    expect(headerOf(other)).not.toHaveProperty('synthetic');
    expect(json(other)).toBe('{"10":"Oslo","2":1.50}');
  });

  it('should read growing snapshots as their differences, in the order and spelling of the text', () => {
    const { lines } = imported(fixture('snapshots.jsonl'));
    expect(json(lines)).toBe('{"name":"Ada Lovelace","tags":["maths"],"10":1.0,"2":2}');
    expect(folded(lines).ops).toBe(8);
  });

  it('should read a file as what a person says that it is', () => {
    const text = '{"a":1}\n{"a":1,"b":2}\n';
    expect(imported(text).importer.format).toBe('snapshots');
    const { importer, lines } = imported(text, { from: 'ops' });
    expect(importer.format).toBe('ops');
    expect(folded(lines).errors).toBe(2);
    expect(() => createImporter('x', { from: 'none' })).toThrow(RangeError);
  });

  it('should take times for milliseconds where nothing names their unit, ask, and be overruled', () => {
    const text = '[0.212,{"op":"add","path":"","value":{}}]\n[1.32,{"op":"add","path":"/a","value":1}]\n';
    expect(imported(text).importer.notes.join()).toContain('unit: s');
    const said = imported(text, { unit: 's' });
    expect(said.importer.notes).toEqual([]);
    expect(events(said.lines)).toEqual(['212 add ', '1320 add /a']);
    expect(events(imported(text, { unit: 'us' }).lines)[1]).toBe('0.001 add /a');
    expect(
      imported('[12,{"op":"add","path":"","value":{}}]\n[990,{"op":"add","path":"/a","value":1}]\n').importer
        .notes,
    ).toEqual([]);
  });

  it('should give the same lines whatever the pieces, for every fixture', () => {
    const names = [
      'asciinema-v2.cast',
      'asciinema-v3.cast',
      'moreutils-ts-sse.txt',
      'browser.har',
      'devtools.har',
      'aimock.json',
      'snapshots.jsonl',
      'openai.sse.txt',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(fc.nat({ max: 4000 })), (name, cuts) => {
        const bytes = fixture(name);
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const importer = createImporter('file');
        const lines = at.flatMap((from, i) => importer.push(bytes.subarray(from, at[i + 1] ?? bytes.length)));
        expect([...lines, ...importer.end()]).toEqual(imported(bytes).lines);
      }),
      { numRuns: 60 },
    );
  });

  it('should read anything as any format without throwing', () => {
    const ids = importFormats.map(({ id }) => id);
    const files = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.json()).map((lines) => lines.join('\n')),
      fc
        .constantFrom('browser.har', 'aimock.json', 'asciinema-v2.cast', 'moreutils-ts-sse.txt')
        .map((name) => new TextDecoder().decode(fixture(name))),
    );
    fc.assert(
      fc.property(files, fc.constantFrom(...ids), (text, from) => {
        for (const line of imported(text, { from }).lines) expect(decodeLine(line)).toBeDefined();
      }),
    );
  });
});

describe('snapshotDifference', () => {
  it('should lead from any document to any other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
        const lines = [...snapshotDifference(null, from), ...snapshotDifference(from, to)];
        const record = folded(lines);
        expect(record.errors).toBe(0);
        expect(JSON.parse(json(lines))).toEqual(JSON.parse(to));
      }),
    );
  });

  it('should append to strings that have grown, and say nothing of what stays', () => {
    expect(snapshotDifference('{"a":"x","b":1}', '{"a":"xy","b":1}')).toEqual([
      '{"op":"append","path":"/a","value":"y"}',
    ]);
    expect(snapshotDifference('{"a":[1, 2]}', '{"a":[1, 2]}')).toEqual([]);
  });
});
