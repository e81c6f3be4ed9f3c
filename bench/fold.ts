import { RunRecord } from '../src/core/run/record.ts';
import { createLines, type DataSet } from './data-sets.ts';
import { heldBytes, medians, quantile } from './measure.ts';
import { createRandom } from './random.ts';
import type { Measure, Options, Row } from './report.ts';

/** Sizes in operations. */
const FULL: [DataSet, number][] = [
  ['items', 10_000],
  ['items', 100_000],
  ['items', 1_000_000],
  ['prose', 100_000],
  ['deep', 10_000],
  ['deep', 100_000],
  ['edits', 10_000],
  ['edits', 100_000],
  ['edits', 1_000_000],
];
const SMOKE: [DataSet, number][] = [
  ['items', 1_000],
  ['prose', 10_000],
  ['deep', 1_000],
  ['edits', 1_000],
];

/** Lines to a document with its whole history; what that holds; a random moment of it. */
export const fold: Measure = {
  title: 'NDJSON text → document with whole history',
  rows(options) {
    const rows: Row[] = [];
    const perOp: number[] = [];
    for (const [set, size] of options.smoke ? SMOKE : FULL) {
      const figures = measureFold(set, size, options);
      rows.push(...figures.rows);
      if (set === 'items') perOp.push(figures.nsPerOp);
    }
    const [smallest, largest] = [perOp[0] ?? 0, perOp.at(-1) ?? 0];
    rows.push({
      what: 'items: time per operation, largest ÷ smallest',
      value: largest / smallest,
      unit: '×',
      target: { most: 1.5 },
    });
    return rows;
  },
};

function measureFold(set: DataSet, size: number, options: Options): { rows: Row[]; nsPerOp: number } {
  const text = createLines(set, size).join('\n');
  const ops = text.split('\n').length;
  // First, before the timed runs leave anything for the collector. The text is made anew, so that it is counted too.
  const { result: record, bytes } = heldBytes(() => foldText(createLines(set, size).join('\n')));
  if (record.errors > 0) throw new Error(`${set}: ${record.log.error(record.log.failed()[0] ?? 0)?.message}`);
  const samples = moments(record, options.smoke ? 50 : 2_000);
  const [parse = 0, folding = 0] = medians([() => parseLines(text), () => foldText(text)], options);
  const nsPerOp = (folding * 1e6) / ops;
  const name = `${set}, ${ops.toLocaleString('en')} ops`;
  // Bytes and moments are asked of *items* at a million operations; the others are told beside it.
  const isNamed = set === 'items' && ops === 1_000_000;
  return {
    nsPerOp,
    rows: [
      { what: `${name}: fold ÷ JSON.parse`, value: folding / parse, unit: '×', target: { most: 2 } },
      { what: `${name}: a fold`, value: folding, unit: 'ms' },
      { what: `${name}: a fold, per operation`, value: nsPerOp, unit: 'ns' },
      {
        what: `${name}: heap per operation, beyond the text`,
        value: (bytes - text.length) / ops,
        unit: 'B',
        ...(isNamed ? { target: { most: 150 } } : {}),
      },
      { what: `${name}: 60 rows at a random moment, p50`, value: quantile(samples, 0.5), unit: 'ms' },
      {
        what: `${name}: 60 rows at a random moment, p99`,
        value: quantile(samples, 0.99),
        unit: 'ms',
        ...(isNamed ? { target: { most: 0.2 } } : {}),
      },
    ],
  };
}

export function foldText(text: string): RunRecord {
  const record = new RunRecord();
  record.pushAll(text);
  return record;
}

/** The same work as every reader of NDJSON does: cut the lines and parse each. */
export function parseLines(text: string): number {
  let from = 0;
  let count = 0;
  while (from < text.length) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    if (JSON.parse(text.slice(from, end)) !== null) count += 1;
    from = end + 1;
  }
  return count;
}

/** Sixty rows from a random place at random moments, all that a row shows. */
function moments(record: RunRecord, count: number): number[] {
  const random = createRandom(2);
  const samples: number[] = [];
  for (let i = 0; i < count + WARM_SAMPLES; i++) {
    const event = Math.floor(random() * record.log.length);
    const start = performance.now();
    readRows(record, event, random(), 60);
    if (i >= WARM_SAMPLES) samples.push(performance.now() - start);
  }
  return samples;
}

const WARM_SAMPLES = 200;

function readRows(record: RunRecord, event: number, where: number, rows: number): number {
  const view = record.history.at(event);
  const root = view.root();
  let read = 0;
  const visit = (n: number, share: number): void => {
    read += 1;
    view.name(n);
    view.type(n);
    view.born(n);
    view.changed(n);
    view.changes(n);
    view.done(n);
    const count = view.childCount(n);
    if (count === 0) {
      view.source(n);
      return;
    }
    const from = Math.floor(Math.max(0, count - rows) * share);
    for (const child of view.children(n, from, from + rows)) if (read < rows) visit(child, where);
  };
  if (root !== null) visit(root, where);
  return read;
}
