import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeLine } from './decode.ts';
import { createImporter, type Importer } from './import.ts';
import type { CaptureRecord } from './record.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 100 : 2_000;

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../tests/fixtures/captures/${name}`, import.meta.url));
}

interface Imported {
  lines: string[];
  records: CaptureRecord[];
  importer: Importer;
}

function importBytes(...pieces: Uint8Array[]): Imported {
  const importer = createImporter('file.ndjson');
  const lines = [...pieces.flatMap((piece) => importer.push(piece)), ...importer.end()];
  return { lines, records: lines.map(decodeLine), importer };
}

function importText(text: string): Imported {
  return importBytes(new TextEncoder().encode(text));
}

/** `12.5 op {"op":…}`: a line an event. */
function brief(record: CaptureRecord): string {
  if (record.kind === 'header') return `header ${record.header.t0} ${record.header.source?.framing}`;
  if (record.kind === 'op') return `${record.t} op ${record.text}`;
  if (record.kind === 'end') return `end ${record.reason}`;
  if (record.kind === 'bad') return `bad ${record.error.kind}`;
  if (record.kind === 'err') return `err ${record.message}`;
  return record.kind;
}

describe('createImporter', () => {
  it('should pass the lines of a capture as they are', () => {
    const bytes = fixture('support-ticket.patchcap.ndjson');
    const { lines, importer } = importBytes(bytes);
    expect(`${lines.join('\n')}\n`).toBe(new TextDecoder().decode(bytes));
    expect(importer).toMatchObject({ takenFor: null, refused: null, runs: 1, notes: [] });
  });

  it('should tell the runs of a file apart by their headers', () => {
    const { importer, records } = importBytes(fixture('two-runs.patchcap.ndjson'));
    expect(importer.runs).toBe(2);
    expect(importer.notes).toEqual(['The file holds 2 runs.']);
    expect(records.filter((record) => record.kind === 'header')).toHaveLength(2);
  });

  it('should drop a torn last line, say so, and keep everything before it', () => {
    const { importer, records } = importBytes(fixture('torn.patchcap.ndjson'));
    expect(importer.notes).toEqual(['The last line was cut off in the middle; it is left out.']);
    expect(records.filter((record) => record.kind === 'op')).toHaveLength(4);
    expect(brief(records.at(-1) ?? { kind: 'ignored' })).toBe('end torn');
  });

  it('should call a broken line torn only where it is the last and lacks its line end', () => {
    expect(importText('{"$":"patchcap","v":1}\n{"op":"ad\n').records.map(brief)).toEqual([
      'header undefined undefined',
      'bad syntax',
    ]);
    expect(importText('{"op":"remove","path":""}\n{"op":"remove","path":""}').records.map(brief)).toEqual([
      'header unknown ndjson',
      'null op {"op":"remove","path":""}',
      'null op {"op":"remove","path":""}',
      'end unknown',
    ]);
  });

  it('should take a file that ends within a character for torn', () => {
    const whole = new TextEncoder().encode('{"op":"remove","path":""}\n{"op":"remove","path":"/é');
    expect(importBytes(whole.subarray(0, -1)).records.map(brief).slice(1)).toEqual([
      'null op {"op":"remove","path":""}',
      'end torn',
    ]);
  });

  it('should refuse a later major version', () => {
    const { lines, importer } = importText('{"$":"patchcap","v":2}\n{"op":"add","path":"","value":{}}\n');
    expect(lines).toEqual([]);
    expect(importer.refused).toContain('version 2');
  });

  it.each([
    [
      'bare.ndjson',
      'operations, one a line',
      [
        'header unknown ndjson',
        'null op {"op":"add","path":"","value":{}}',
        'null op {"op":"add","path":"/10","value":1.0}',
        'null op {"op":"add","path":"/2","value":1e400}',
        'null op {"op":"add","path":"/__proto__","value":9223372036854775808}',
        'null op {"op":"add","path":"/a","value":"caf\\u00e9"}',
        'end unknown',
      ],
    ],
    [
      'moreutils-ts.txt',
      'output of the tool "ts"',
      [
        'header unknown ndjson',
        '412.345 op {"op":"add","path":"","value":{}}',
        '500.001 op {"op":"add","path":"/a","value":1}',
        '750 op {"op":"add","path":"/b","value":2}',
        'end unknown',
      ],
    ],
    [
      'jq-now.ndjson',
      'operations inside objects with a time',
      [
        'header first-line ndjson',
        '0 op {"op":"add","path":"","value":{}}',
        '500 op {"op":"add","path":"/a","value":1.50}',
        '1000 op {"op":"add","path":"/b","value":2}',
        'end unknown',
      ],
    ],
    [
      'pairs.ndjson',
      'pairs of time and operation',
      [
        'header unknown ndjson',
        '12.5 op {"op":"add","path":"","value":{}}',
        '20 op {"op":"add","path":"/a","value":1.0}',
        'end unknown',
      ],
    ],
    [
      'stream.sse.txt',
      'a dottxt patch stream, as text of an event stream (SSE)',
      [
        'header unknown sse',
        'null op {"op":"add","path":"","value":{}}',
        'beat',
        'null op {"op":"add","path":"/a","value":1}',
        'mark',
        'end done',
      ],
    ],
    [
      'spoilt.ndjson',
      'operations, one a line',
      [
        'header unknown ndjson',
        'null op {"op":"add","path":"","value":{}}',
        'null op {"op":"add","path":"/a","value":1}',
        'bad syntax',
        'bad malformed',
        'null op {"op":"add","path":"/x/y","value":3}',
        'err overloaded',
        'bad malformed',
        'null op {"op":"add","path":"/c","value":4}',
        'end unknown',
      ],
    ],
  ])('should read %s', (name, takenFor, expected) => {
    const { importer, records } = importBytes(fixture(name));
    expect(records.map(brief)).toEqual(expected);
    expect(importer.takenFor).toBe(takenFor);
  });

  it.each([
    ['{"ms":1.5,"op":{"op":"remove","path":""}}', 1.5],
    ['{"elapsed_ms":1.5,"op":{"op":"remove","path":""}}', 1.5],
    ['{"time":"2.5","op":{"op":"remove","path":""}}', 2.5],
    ['{"ts":0.25,"op":{"op":"remove","path":""}}', 250],
    ['{"t":1726827072345,"op":{"op":"remove","path":""}}', 0],
    ['{"t":null,"op":{"op":"remove","path":""}}', null],
    ['{"op":{"op":"remove","path":""}}', null],
    ['{"op":"remove","path":"","t":7}', 7],
    ['{"op":"remove","path":"","ts":7}', null],
  ])('should read the time of %s', (line, t) => {
    const { records } = importText(`${line}\n`);
    expect(records[1]).toMatchObject({ kind: 'op', t, op: { op: 'remove', path: '' } });
  });

  it('should keep stamps of operations whose header was cut off', () => {
    const { records } = importText('{"op":"remove","path":"","t":7.000,"c":3}\n');
    expect(records[1]).toEqual({
      kind: 'op',
      t: 7,
      c: 3,
      text: '{"op":"remove","path":""}',
      op: { op: 'remove', path: '' },
    });
  });

  it('should show a file of anything else line by line, and nothing for an empty one', () => {
    const { records, importer } = importText('hello\nworld');
    expect(records.map(brief)).toEqual(['header unknown ndjson', 'bad syntax', 'bad syntax', 'end unknown']);
    expect(importer.takenFor).toBeNull();
    expect(importText('').lines).toEqual([]);
  });

  it('should not depend on the pieces', () => {
    const names = [
      'support-ticket.patchcap.ndjson',
      'stream.sse.txt',
      'spoilt.ndjson',
      'torn.patchcap.ndjson',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.array(fc.nat({ max: 1700 })), (name, cuts) => {
        const bytes = fixture(name);
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = at.map((from, i) => bytes.subarray(from, at[i + 1] ?? bytes.length));
        expect(importBytes(...pieces).lines).toEqual(importBytes(bytes).lines);
      }),
      { numRuns: RUNS },
    );
  });
});
