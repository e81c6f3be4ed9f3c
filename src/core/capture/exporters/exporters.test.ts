import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { JsonValue } from '../../patch/operation.ts';
import { operationEvent } from '../../protocols/operation-line.ts';
import type { StreamEvent } from '../../run/event.ts';
import { RunRecord } from '../../run/record.ts';
import { timesSource } from '../../run/times-source.ts';
import { finish } from '../../steps.ts';
import { eventLine, headerLine } from '../encode.ts';
import { createImporter } from '../import.ts';
import { fieldTable } from './field-table.ts';
import { exportFormatFor, exportFormats } from './table.ts';
import { csvCell, markdownCell } from './tables.ts';
import { withoutValues, withoutValuesSteps } from './without-values.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 60 : 2_000;

function folded(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

function fixture(name: string): RunRecord {
  const url = new URL(`../../../../tests/fixtures/captures/${name}`, import.meta.url);
  const importer = createImporter(name);
  return folded([...importer.push(readFileSync(url)), ...importer.end()]);
}

function written(record: RunRecord, to: string): string {
  const format = exportFormats.find(({ id }) => id === to);
  expect(format?.problem(record)).toBeNull();
  return [...(format?.write(record) ?? [])].join('');
}

function again(text: string): RunRecord {
  const importer = createImporter('again');
  return folded([...importer.push(new TextEncoder().encode(text)), ...importer.end()]);
}

function eventsOf({ log }: RunRecord): StreamEvent[] {
  return Array.from({ length: log.length }, (_, i) => log.event(i));
}

function documentOf({ history, log }: RunRecord): string {
  return history.at(log.length - 1).json();
}

/** Operations of all kinds, some of which cannot be applied, and other events between them. */
const streams: fc.Arbitrary<string[]> = fc
  .array(
    fc.record({
      body: fc.oneof(
        { weight: 6, arbitrary: operationText() },
        {
          weight: 1,
          arbitrary: fc.constantFrom('{"op":"fly"}', 'not json', '{"error":{"message":"overloaded"}}'),
        },
        { weight: 1, arbitrary: fc.constant(': a comment') },
      ),
      gap: fc.double({ min: 0, max: 500, noNaN: true }),
    }),
    { maxLength: 12 },
  )
  .map((steps) => {
    const lines = [
      headerLine({
        $: 'patchcap',
        v: 1,
        wall: '2026-09-20T10:11:12.345Z',
        t0: 'request-sent',
        source: { framing: 'ndjson', protocol: 'dottxt.patch' },
      }),
      '{"op":"add","path":"","value":{"a":[1,"two"],"b":{"c":true}},"t":1.000,"c":1}',
    ];
    let t = 1;
    for (const [index, { body, gap }] of steps.entries()) {
      t += Math.round(gap * 1000) / 1000;
      const stamp = { t: Math.round(t * 1000) / 1000, c: index + 2 };
      if (body.startsWith(':')) lines.push(eventLine({ ...stamp, kind: 'beat', text: body.slice(1) }));
      else lines.push(eventLine({ ...operationEvent(body), ...stamp }));
    }
    return [...lines, '{"$":"end","t":9999.000,"reason":"eof"}'];
  });

function operationText(): fc.Arbitrary<string> {
  const path = fc.constantFrom('/a', '/a/-', '/a/0', '/b', '/b/c', '/b/d~1e', '/f', '/none/g', '');
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string(),
    fc.double({ noNaN: true }),
  ) as fc.Arbitrary<JsonValue>;
  return fc.oneof(
    fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path, value }).map((op) => JSON.stringify(op)),
    fc.record({ op: fc.constant('remove'), path }).map((op) => JSON.stringify(op)),
    fc.record({ op: fc.constantFrom('move', 'copy'), from: path, path }).map((op) => JSON.stringify(op)),
    fc.record({ op: fc.constant('append'), path, value: fc.string() }).map((op) => JSON.stringify(op)),
  );
}

describe('round trips', () => {
  it('should give the same run again through a capture', () => {
    fc.assert(
      fc.property(streams, (lines) => {
        const record = folded(lines);
        expect(written(record, 'patchcap')).toBe(`${lines.join('\n')}\n`);
        expect(eventsOf(again(written(record, 'patchcap')))).toEqual(eventsOf(record));
      }),
      { numRuns: RUNS },
    );
  });

  it('should give the same frames again through a capture of a text protocol', () => {
    for (const name of ['openai.sse.txt', 'asciinema-v2.cast', 'snapshots.jsonl']) {
      const record = fixture(name);
      const text = written(record, 'patchcap');
      expect(written(again(text), 'patchcap')).toBe(text);
      expect(eventsOf(again(text))).toEqual(eventsOf(record));
    }
  });

  it('should give the same operations again, byte for byte and without times, through bare lines', () => {
    fc.assert(
      fc.property(streams, (lines) => {
        const record = folded(lines);
        const ops = eventsOf(record).flatMap((event) => (event.kind === 'op' ? [event.text] : []));
        const bare = written(record, 'ops');
        expect(bare).toBe(ops.map((text) => `${text}\n`).join(''));
        expect(eventsOf(again(bare)).map((event) => ('text' in event ? event.text : event.kind))).toEqual(
          ops,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('should give the same messages and times again through an HTTP archive', () => {
    fc.assert(
      fc.property(streams, (lines) => {
        const record = folded(lines);
        const back = again(written(record, 'har'));
        // No browser counts comments as messages: they are in the body alone.
        expect(eventsOf(back)).toEqual(eventsOf(record).filter(({ kind }) => kind !== 'beat'));
        expect(documentOf(back)).toBe(documentOf(record));
        expect(back.header?.wall).toBe(record.header?.wall);
      }),
      { numRuns: RUNS },
    );
  });

  it('should give the same frames again through an HTTP archive of a text protocol', () => {
    const lines = [
      headerLine({ $: 'patchcap', v: 1, source: { framing: 'sse', protocol: 'openai.chat' } }),
      '{"$":"ev","t":12.500,"c":1,"data":"{\\"object\\":\\"chat.completion.chunk\\",\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"[1.0\\"}}]}"}',
      '{"$":"ev","t":20.000,"c":2,"data":"{\\"object\\":\\"chat.completion.chunk\\",\\"choices\\":[{\\"index\\":0,\\"delta\\":{\\"content\\":\\"]\\"},\\"finish_reason\\":\\"stop\\"}]}"}',
      '{"$":"ev","t":20.000,"c":2,"data":"[DONE]"}',
      '{"$":"end","t":21.000,"reason":"done"}',
    ];
    const back = again(written(folded(lines), 'har'));
    expect(eventsOf(back)).toEqual(eventsOf(folded(lines)));
    expect(documentOf(back)).toBe('[1.0]');
  });

  it('should say of a run that Landfall delayed that it did, in whatever is written', () => {
    const record = folded([
      headerLine({ $: 'patchcap', v: 1, wall: '2026-09-20T10:11:12.345Z', t0: 'request-sent' }),
      '{"op":"add","path":"","value":{},"t":1.000,"c":1}',
      '{"$":"mark","t":2.000,"name":"reading paused"}',
      '{"op":"add","path":"/a","value":1,"t":3.000,"c":2}',
      '{"$":"end","t":4.000,"reason":"eof"}',
    ]);
    for (const shown of [record, withoutValues(record)]) {
      for (const id of ['har', 'patchcap']) {
        expect(timesSource(again(written(shown, id))), id).toBe('partly delayed');
      }
      for (const id of ['csv', 'md', 'trace']) expect(written(shown, id), id).toContain('partly delayed');
    }
  });
});

describe('a run that is still coming', () => {
  const LINES = [
    headerLine({ $: 'patchcap', v: 1, t0: 'request-sent' }),
    '{"op":"add","path":"","value":{},"t":1.000,"c":1}',
    '{"op":"add","path":"/a","value":1,"t":2.000,"c":2}',
  ];
  const REST = ['{"op":"add","path":"/b","value":2,"t":3.000,"c":3}', '{"$":"end","t":4.000,"reason":"eof"}'];

  it.each(['patchcap', 'har'])('should be written as %s as far as it had come at the call', (to) => {
    const record = folded(LINES);
    const format = exportFormats.find(({ id }) => id === to);
    const pieces = format?.write(record) ?? [];
    for (const line of REST) record.push(line);
    expect([...pieces].join('')).toBe(written(folded(LINES), to));
  });

  it('should be without values as far as it had come at the call, and whole once it has ended', () => {
    const record = folded(LINES);
    const steps = withoutValuesSteps(record);
    for (const line of REST) record.push(line);
    expect(written(finish(steps), 'patchcap')).toBe(written(withoutValues(folded(LINES)), 'patchcap'));
    expect(withoutValues(record).torn).toBe(false);
  });
});

describe('a capture of a bare file', () => {
  it('should not say that a tail was lost, with values or without', () => {
    const record = fixture('bare.ndjson');
    for (const shown of [record, withoutValues(record)]) {
      const back = again(written(shown, 'patchcap'));
      expect(back.torn).toBe(false);
      expect(back.end?.reason).toBe('unknown');
    }
    expect(again(written(fixture('torn.patchcap.ndjson'), 'patchcap')).end?.reason).toBe('torn');
  });
});

describe('tables', () => {
  it('should have a row a field in declared order, with what did not arrive and where times come from', () => {
    const record = fixture('support-ticket.patchcap.ndjson');
    const rows = written(record, 'csv').trimEnd().split('\r\n');
    expect(rows[0]).toContain('field,type,required,declared,arrived,count,first_op,opens_ms');
    expect(rows.find((row) => row.startsWith('/intent,'))).toContain(',212.03,248.911,248.911,36.881,');
    expect(rows.slice(1).every((row) => row.endsWith(',measured'))).toBe(true);
    expect(written(fixture('bare.ndjson'), 'csv')).toContain(',none\r\n');
  });

  it('should gather the keys of a map in one row', () => {
    const schema =
      '{"type":"object","properties":{"scores":{"type":"object","additionalProperties":{"type":"number"}}}}';
    const record = folded([
      headerLine({ $: 'patchcap', v: 1, schema }),
      '{"op":"add","path":"","value":{"scores":{"ada":1,"bob":2}},"t":1.000,"c":1}',
    ]);
    expect(fieldTable(record).map(({ pattern, count }) => `${pattern} ${count}`)).toEqual([
      '/scores 1',
      '/scores/* 2',
    ]);
  });

  it('should keep the order of the document where one operation brought several fields', () => {
    const record = folded([
      '{"op":"add","path":"","value":{"b":1,"a":{"d":2,"c":3}}}',
      '{"op":"add","path":"/e","value":4}',
    ]);
    expect(fieldTable(record).map(({ pattern, arrived }) => `${arrived} ${pattern}`)).toEqual([
      '1 /b',
      '2 /a',
      '3 /a/d',
      '4 /a/c',
      '5 /e',
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['a"b,c', '"a""b,c"'],
    ['two\nlines', '"two\nlines"'],
    ['/a', '/a'],
  ])('should keep a spreadsheet from running %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
    expect(csvCell(-1)).toBe('-1');
  });

  it('should keep a key from ending a Markdown cell or being anything but text', () => {
    expect(markdownCell('a|b\n<img src=x>[x](y) `c` \\')).toBe(
      'a\\|b &lt;img src\\=x&gt;\\[x\\]\\(y\\) \\`c\\` \\\\',
    );
  });
});

describe('trace', () => {
  it('should be JSON with a slice a node and an instant an operation, and no value', () => {
    const trace = JSON.parse(written(fixture('support-ticket.patchcap.ndjson'), 'trace'));
    const slices = trace.traceEvents.filter(({ ph }: { ph: string }) => ph === 'X');
    expect(slices.find(({ name }: { name: string }) => name === '/intent')).toMatchObject({
      ts: 212_030,
      dur: 36_881,
    });
    expect(
      trace.traceEvents.filter(({ cat, tid }: { cat: string; tid: number }) => cat === 'stream' && tid === 2),
    ).toHaveLength(7);
    expect(JSON.stringify(trace)).not.toContain('billing');
  });

  it('should be refused without times', () => {
    const trace = exportFormats.find(({ id }) => id === 'trace');
    expect(trace?.problem(fixture('bare.ndjson'))).toContain('no times');
  });
});

describe('exportFormatFor', () => {
  it.each([
    ['run.patchcap.ndjson', 'patchcap'],
    ['run.ndjson', 'ops'],
    ['A.CSV', 'csv'],
    ['x.har', 'har'],
    ['x.trace.json', 'trace'],
  ])('should tell the format of %s', (name, id) => {
    expect(exportFormatFor(name)?.id).toBe(id);
  });
});

describe('withoutValues', () => {
  it('should keep kinds, times, reads, errors and the shape, for every operation', () => {
    fc.assert(
      fc.property(streams, fc.boolean(), (lines, keepKeys) => {
        const record = folded(lines);
        const bare = withoutValues(record, { keepKeys });
        expect(shape(bare)).toEqual(shape(record));
        const shown = documentOf(bare);
        if (shown !== '') expect(lengths(JSON.parse(shown))).toEqual(lengths(JSON.parse(documentOf(record))));
      }),
      { numRuns: RUNS },
    );
  });

  const SECRET = 'S3CRET';
  const schema = JSON.stringify({
    type: 'object',
    description: SECRET,
    properties: {
      name: { type: 'string', examples: [SECRET], default: SECRET, enum: [SECRET] },
      by_customer: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { due: { const: SECRET } } },
      },
    },
    required: ['name'],
    additionalProperties: false,
  });

  it('should hold no content in any format, wherever it stood', () => {
    const record = folded([
      headerLine({
        $: 'patchcap',
        v: 1,
        label: SECRET,
        notes: SECRET,
        tags: [SECRET],
        schema,
        request: { url: `http://${SECRET}/`, body: SECRET },
        draft: { title: SECRET, input: SECRET, extra: { user: SECRET }, gates: [{ name: SECRET }] },
        connection: { name: SECRET, model: 'm1' },
      }),
      `{"$":"head","t":1.000,"status":200,"headers":{"x-id":"${SECRET}","content-type":"application/x-ndjson"},"phases":{}}`,
      '{"op":"add","path":"","value":{},"t":2.000,"c":1}',
      `{"op":"add","path":"/name","value":"${SECRET}","user":"${SECRET}","t":3.000,"c":2}`,
      `{"op":"add","path":"/by_customer","value":{"${SECRET}":{"due":"${SECRET}"}},"t":4.000,"c":3}`,
      `{"op":"add","path":"/by_customer/${SECRET}x","value":{},"t":5.000,"c":4}`,
      `{"op":"copy","from":"/by_customer/${SECRET}","path":"/by_customer/${SECRET}y","t":6.000,"c":5}`,
      `{"op":"test","path":"/name","value":"${SECRET}","t":7.000,"c":6}`,
      `{"$":"bad","t":8.000,"raw":"${SECRET}","why":"not JSON: ${SECRET}"}`,
      `{"$":"err","t":8.000,"kind":"in-band","data":{"error":{"message":"${SECRET}"}}}`,
      `{"$":"beat","t":8.000,"text":"${SECRET}"}`,
      `{"$":"reason","t":8.000,"text":"${SECRET}"}`,
      `{"$":"mark","t":8.000,"name":"${SECRET}","data":"${SECRET}"}`,
      `{"$":"gate","t":8.000,"name":"${SECRET}","path":"/by_customer/${SECRET}","decision":"declined"}`,
      `{"$":"usage","t":8.000,"data":{"total":7,"id":"${SECRET}"}}`,
      `{"$":"ev","t":8.000,"event":"note","data":"${SECRET}"}`,
      `{"$":"end","t":9.000,"reason":"refused","message":"${SECRET}","refusal":{"status":400,"body":"${SECRET}"}}`,
    ]);
    const bare = withoutValues(record);
    for (const { id } of exportFormats) expect(written(bare, id), id).not.toContain(SECRET);
    expect(bare.log.length).toBe(record.log.length);
    expect(documentOf(bare)).toBe(
      '{"name":"xxxxxx","by_customer":{"xxxxx1":{"due":"xxxxxx"},"xxxxxx2":{},"xxxxxx3":{"due":"xxxxxx"}}}',
    );
    expect(bare.header).toMatchObject({ redacted: ['values'], connection: { model: 'm1' } });
  });

  it('should keep the shape of the schema: names, types, nesting, order', () => {
    const bare = withoutValues(folded([headerLine({ $: 'patchcap', v: 1, schema })]));
    expect(bare.header?.schema).toBe(
      '{"type":"object","properties":{"name":{"type":"string"},"by_customer":{"type":"object","additionalProperties":{"type":"object","properties":{"due":{}}}}},"required":["name"],"additionalProperties":false}',
    );
  });

  it('should keep keys that no schema declares where that is asked for, and only then', () => {
    const record = fixture('bare.ndjson');
    expect(documentOf(withoutValues(record, { keepKeys: true }))).toBe(
      '{"10":1.1,"2":1e111,"__proto__":1111111111111111111,"a":"xxxx"}',
    );
    expect(documentOf(withoutValues(record))).toBe(
      '{"x1":1.1,"x2":1e111,"xxxxxxxx3":1111111111111111111,"x4":"xxxx"}',
    );
  });

  it('should make operations of a text stream, with the same document', () => {
    const bare = withoutValues(fixture('openai.sse.txt'), { keepKeys: true });
    expect(bare.header?.source).toEqual({ framing: 'sse', protocol: 'dottxt.patch' });
    expect(documentOf(bare)).toBe('{"a":1.1}');
  });
});

/** What is left of events without their content. */
function shape(run: RunRecord): unknown[] {
  return eventsOf(run).map(({ kind, t, c }, i) => [kind, t, c, run.log.error(i)?.kind]);
}

/** A value's shape: lengths of strings, digits of numbers, types of the rest, in order. */
function lengths(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'object' || value === null) return typeof value;
  return Array.isArray(value) ? value.map(lengths) : Object.values(value).length;
}
