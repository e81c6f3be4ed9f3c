import fastJsonPatch, { type Operation as FastOperation } from 'fast-json-patch';
import { immutableJSONPatch, type JSONPatchDocument } from 'immutable-json-patch';
import * as rfc6902 from 'rfc6902';
import { createLines } from './data-sets.ts';
import { foldText, parseLines } from './fold.ts';
import { medians } from './measure.ts';
import type { Measure, Row } from './report.ts';

/** The same lines through other libraries, `JSON.parse` included. Only ours and the two marked so can show a past document. */
export const peers: Measure = {
  title: 'Peers on the same lines (items)',
  rows(options) {
    const text = createLines('items', options.smoke ? 300 : 10_000).join('\n');
    const lines = text.split('\n');
    const quick: [string, () => unknown][] = [
      ['JSON.parse alone', () => parseLines(text)],
      ['Landfall, every moment kept', () => foldText(text)],
      ['fast-json-patch, in place, no history', () => inPlace(lines)],
      ['rfc6902, in place, no history', () => inPlaceByRfc6902(lines)],
      ['immutable-json-patch, every version kept', () => everyVersion(lines)],
    ];
    const times = medians(
      quick.map(([, work]) => work),
      options,
    );
    // Quadratic: minutes at the size of the others.
    const few = lines.slice(0, 2_000);
    const [copying = 0, parseFew = 0] = medians([() => copyEach(few), () => parseLines(few.join('\n'))], {
      smoke: true,
      runs: options.runs,
    });
    return [
      ...quick.flatMap(([name], i) => row(lines.length, name, times[i] ?? 0, times[0] ?? 0)),
      ...row(few.length, 'a deep copy per operation (the SDK’s way), none kept', copying, parseFew),
    ];
  },
};

function row(count: number, name: string, ms: number, parse: number): Row[] {
  return [
    { what: `${count.toLocaleString('en')} ops: ${name}`, value: ms, unit: 'ms' },
    { what: `${count.toLocaleString('en')} ops: ${name}, ÷ JSON.parse`, value: ms / parse, unit: '×' },
  ];
}

function inPlace(lines: readonly string[]): unknown {
  let document: unknown = null;
  for (const line of lines) {
    const op = JSON.parse(line) as FastOperation;
    document = fastJsonPatch.applyOperation(document, op, false, true).newDocument;
  }
  return document;
}

function inPlaceByRfc6902(lines: readonly string[]): unknown {
  // It does not replace the root, so the document hangs below one.
  const holder: { root: unknown } = { root: null };
  for (const line of lines) {
    const op = JSON.parse(line) as { op: 'add'; path: string; value: unknown };
    const [error] = rfc6902.applyPatch(holder, [{ ...op, path: `/root${op.path}` }]);
    if (error !== null && error !== undefined) throw error;
  }
  return holder.root;
}

function everyVersion(lines: readonly string[]): unknown[] {
  const versions: unknown[] = [];
  let document: unknown = null;
  for (const line of lines) {
    document = immutableJSONPatch(document, [JSON.parse(line)] as JSONPatchDocument);
    versions.push(document);
  }
  return versions;
}

function copyEach(lines: readonly string[]): unknown {
  let document: unknown = null;
  for (const line of lines) {
    const op = JSON.parse(line) as FastOperation;
    document = fastJsonPatch.applyOperation(structuredClone(document), op, false, true).newDocument;
  }
  return document;
}
