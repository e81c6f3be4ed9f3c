import * as fastJsonPatch from 'fast-json-patch';
import { RunRecord } from '../src/core/run/record.ts';
import { createLines, type DataSet } from './data-sets.ts';
import { heldBytes, median, quantile } from './measure.ts';
import { createRandom } from './random.ts';

export interface FoldResult {
  set: DataSet;
  ops: number;
  bytes: number;
  parseMs: number;
  foldMs: number;
  /** foldMs / parseMs; the target is 2. */
  ratio: number;
  nsPerOp: number;
  heapPerOp: number;
  /** Milliseconds for 60 visible rows of the document at a random moment. */
  moment: { p50: number; p99: number };
  peers: { name: string; ms: number }[];
}

export function measureFold(set: DataSet, size: number, runs: number): FoldResult {
  const text = createLines(set, size).join('\n');
  const ops = text.split('\n').length;
  // First, before the timed runs leave anything for the collector. The text is made anew, so that it is counted too.
  const { result: record, bytes } = heldBytes(() => fold(createLines(set, size).join('\n')));
  if (record.errors > 0) throw new Error(`${set}: ${record.log.error(record.log.failed()[0] ?? 0)?.message}`);
  const samples = moments(record);
  const parseMs = median(runs, () => parseLines(text));
  const foldMs = median(runs, () => fold(text));
  return {
    set,
    ops,
    bytes: text.length,
    parseMs,
    foldMs,
    ratio: foldMs / parseMs,
    nsPerOp: (foldMs * 1e6) / ops,
    heapPerOp: (bytes - text.length) / ops,
    moment: { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) },
    peers: ops <= 10_000 ? peers(text, runs) : [],
  };
}

export function fold(text: string): RunRecord {
  const record = new RunRecord();
  record.pushAll(text);
  return record;
}

/** The same work as every reader of NDJSON does: cut the lines and parse each. */
function parseLines(text: string): number {
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

/** Sixty rows from a random place at 2,000 random moments, all that a row shows. */
function moments(record: RunRecord): number[] {
  const random = createRandom(2);
  const samples: number[] = [];
  for (let i = 0; i < 2_200; i++) {
    const event = Math.floor(random() * record.log.length);
    const start = performance.now();
    readRows(record, event, random(), 60);
    if (i >= 200) samples.push(performance.now() - start);
  }
  return samples;
}

export function readRows(record: RunRecord, event: number, where: number, rows: number): number {
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

function peers(text: string, runs: number): { name: string; ms: number }[] {
  const lines = text.split('\n');
  const few = Math.min(runs, 3);
  return [
    {
      name: 'fast-json-patch, in place, no history',
      ms: median(few, () => {
        let document: unknown = null;
        for (const line of lines) {
          document = fastJsonPatch.default.applyOperation(
            document,
            JSON.parse(line) as fastJsonPatch.Operation,
            false,
            true,
          ).newDocument;
        }
        return document;
      }),
    },
    {
      name: 'a deep copy per operation (the SDK’s way), 1,000 operations',
      ms: median(1, () => {
        const snapshots: unknown[] = [];
        let document: unknown = null;
        for (const line of lines.slice(0, 1_000)) {
          document = fastJsonPatch.default.applyOperation(
            structuredClone(document),
            JSON.parse(line) as fastJsonPatch.Operation,
          ).newDocument;
          snapshots.push(document);
        }
        return snapshots;
      }),
    },
  ];
}
