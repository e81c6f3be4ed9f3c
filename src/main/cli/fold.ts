import type { EventLog } from '../../core/run/log.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { oneFile, readArguments } from './arguments.ts';
import { batched, type CliIo, Failure } from './io.ts';
import { type LoadedRun, loadRun, READING_OPTIONS, readingOf } from './load-run.ts';

export const foldUsage = `Usage: landfall fold FILE|- [--at MS] [--events] [--run N] [--protocol ID]

Prints the document that a capture or a recorded stream comes to, as JSON: keys in order of
arrival, numbers as they were written on the wire.

  --at MS         the document at that moment, in milliseconds since the request
  --events        one JSON line per event instead: t, kind, and error where anything is wrong
  --run N         the N-th run of a file that holds several
  --protocol ID   what the stream is, where it is taken for something else
  --from, --unit  what the file is, and what its times are counted in

Example: landfall fold run.patchcap.ndjson --at 250`;

export async function fold(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, {
    at: { type: 'string' },
    events: { type: 'boolean' },
    run: { type: 'string' },
    ...READING_OPTIONS,
  });
  const path = oneFile(given);
  const at = given.number('at');
  const loaded = await loadRun(io, path, given.number('run'), readingOf(given));
  const { record } = loaded;
  const last = at === undefined ? record.log.length - 1 : eventAt(record, at, path);
  noteErrors(record, io, path);
  if (given.flag('events')) await printEvents(loaded, last, at === undefined, io);
  else await printDocument(record, last, path, io);
}

function eventAt({ log }: RunRecord, at: number, path: string): number {
  if (!log.timed) throw new Failure(`${path} has no times, so there is no document at ${at} ms`);
  return log.indexAtTime(at);
}

function noteErrors({ errors }: RunRecord, io: CliIo, path: string): void {
  if (errors === 0) return;
  const what = errors === 1 ? '1 line' : `${errors} lines`;
  io.note(`${path}: ${what} could not be read or applied; --events shows which`);
}

async function printDocument(record: RunRecord, last: number, path: string, io: CliIo): Promise<void> {
  const view = record.history.at(last);
  if (view.root() !== null) {
    await io.out(`${view.json()}\n`);
    return;
  }
  const { log, history } = record;
  const nothing = history.at(log.length - 1).root() === null;
  if (nothing) throw new Failure(`${path} holds no document: no operation in it made one`);
  io.note('there is no document yet at this moment');
}

async function printEvents(
  { record, ours }: LoadedRun,
  last: number,
  whole: boolean,
  io: CliIo,
): Promise<void> {
  const { log, end } = record;
  const output = batched(io);
  for (let i = 0; i <= last; i += 1) {
    await output.write(`${JSON.stringify(eventRow(log, i))}\n`);
  }
  if (whole && ours && end !== null && end.reason !== 'torn') {
    await output.write(`${JSON.stringify({ t: end.t, kind: 'end', reason: end.reason })}\n`);
  }
  await output.end();
}

/** One row of `--events`; `error` is a message, and there is none where nothing is wrong. */
function eventRow(log: EventLog, i: number): { [member: string]: unknown } {
  const event = log.event(i);
  const { t, c, kind } = event;
  const error = log.error(i)?.message;
  const wrong = error === undefined ? {} : { error };
  const doc = event.doc === undefined ? {} : { doc: event.doc };
  switch (event.kind) {
    case 'document':
      return { t, c, kind, ...doc, name: event.name };
    case 'grow':
      return { t, c, kind, ...doc, path: event.path, text: event.text };
    case 'close':
      return { t, c, kind, ...doc, path: event.path };
    case 'note':
      return { t, c, kind, ...doc, what: event.what, path: event.path, message: event.message };
    case 'finish':
      return { t, c, kind, reason: event.reason };
    case 'op':
      return { t, c, kind, ...doc, op: event.op.op, path: event.op.path, ...wrong };
    case 'ops':
      return { t, c, kind, ...doc, ops: event.ops.map(({ op, path }) => ({ op, path })), ...wrong };
    case 'bad':
      return typeof event.raw === 'string'
        ? { t, c, kind, raw: event.raw, ...wrong }
        : { t, c, kind, raw64: Buffer.from(event.raw).toString('base64'), ...wrong };
    case 'err':
      return { t, c, kind, source: event.source, error: event.message, data: event.data };
    case 'beat':
    case 'reason':
      return { t, c, kind, text: event.text };
    case 'usage':
      return { t, c, kind, data: event.data };
    case 'mark':
      return { t, c, kind, name: event.name, ...(event.data === undefined ? {} : { data: event.data }) };
    case 'gate':
      return { t, c, kind, name: event.name, path: event.path, decision: event.decision };
    case 'unknown':
      return { t, c, kind, name: event.name, text: event.text };
    default:
      return event satisfies never;
  }
}
