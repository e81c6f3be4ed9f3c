import type { DocumentView, NodeId } from '../../document/view.ts';
import { escapeToken } from '../../patch/pointer.ts';
import type { RunRecord } from '../../run/record.ts';
import { nodeTimes } from '../../timing/arrivals.ts';
import { type ExportFormat, timesOf } from './format.ts';

/**
 * A trace for Perfetto and chrome://tracing (Trace Event Format, the object form). One track has the waiting and the
 * document, a slice a node from opening to landing; one has every operation as an instant; one the rest that arrived.
 * Names of places are in it and no value is.
 *
 * ```
 * document    ▭ waiting │▭ (root) ─────────────────────────────│
 *                       │▭ /intent│▭ /steps ─────│▭ /reply ────│
 * operations            ▾         ▾    ▾    ▾                  ▾
 * ```
 */
export const traceExport: ExportFormat = {
  id: 'trace',
  title: 'trace for Perfetto (Chrome trace)',
  extensions: ['.trace.json', '.json'],
  mime: 'application/json',
  problem: ({ log }) =>
    log.timed && log.ops > 0
      ? null
      : 'The run has no times, and a trace is made of them. Synthetic times can be given.',
  write: writeTrace,
};

const DOCUMENT = 1;
const OPERATIONS = 2;
const OTHERS = 3;

function* writeTrace(record: RunRecord): Generator<string> {
  const { header, end } = record;
  const otherData = {
    times: timesOf(record),
    label: header?.label ?? '',
    model: header?.connection?.model ?? '',
  };
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[\n`;
  yield named('process_name', 0, `Landfall (${otherData.times})`);
  for (const [tid, name] of [
    [DOCUMENT, 'document'],
    [OPERATIONS, 'operations'],
    [OTHERS, 'other events'],
  ] as const) {
    yield `,\n${named('thread_name', tid, name)}`;
  }
  yield* slices(record);
  for (let i = 0; i < record.log.length; i += 1) {
    const t = record.log.t(i);
    if (t === null) continue;
    const event = record.log.event(i);
    const c = event.c === null ? {} : { read: event.c };
    if (event.kind === 'op') yield instant(event.op.op, OPERATIONS, t, { path: event.op.path, ...c });
    else if (event.kind === 'ops')
      yield instant('patch', OPERATIONS, t, { operations: event.ops.length, ...c });
    else if (event.kind !== 'grow' && event.kind !== 'close') yield instant(event.kind, OTHERS, t, c);
  }
  if (end !== null && end.t !== null) yield instant(`end: ${end.reason}`, OTHERS, end.t, {});
  yield '\n]}\n';
}

function* slices(record: RunRecord): Generator<string> {
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  if (root === null) return;
  const opened = record.log.t(view.born(root));
  if (opened !== null && opened > 0) yield slice('waiting', 0, opened);
  yield* slicesOf(record, view, root, record.end?.t ?? record.log.t(record.log.length - 1) ?? 0);
}

/** `until`: where something that never closed is drawn to. An explicit stack: nesting goes to 512. */
function* slicesOf(record: RunRecord, view: DocumentView, root: NodeId, until: number): Generator<string> {
  const stack: [NodeId, string][] = [[root, '']];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, pointer] = entry;
    const { tOpen, tLand, close } = nodeTimes(record, view, node);
    const from = tOpen ?? record.log.t(view.born(node));
    if (from !== null) yield slice(pointer || '(root)', from, Math.max(from, tLand ?? until), close);
    const isArray = view.type(node) === 'array';
    for (const [index, child] of view.children(node).entries()) {
      stack.push([child, `${pointer}/${isArray ? index : escapeToken(String(view.name(child)))}`]);
    }
  }
}

/** Times in the format are microseconds. */
function slice(name: string, from: number, to: number, close?: string): string {
  const args = close === undefined ? {} : { close };
  const [ts, dur] = [micro(from), micro(to) - micro(from)];
  return `,\n${JSON.stringify({ name, cat: 'document', ph: 'X', pid: 1, tid: DOCUMENT, ts, dur, args })}`;
}

function instant(name: string, tid: number, t: number, args: object): string {
  return `,\n${JSON.stringify({ name, cat: 'stream', ph: 'i', s: 't', pid: 1, tid, ts: micro(t), args })}`;
}

function named(name: string, tid: number, value: string): string {
  return JSON.stringify({ name, ph: 'M', pid: 1, tid, args: { name: value } });
}

function micro(ms: number): number {
  return Math.round(ms * 1000);
}
