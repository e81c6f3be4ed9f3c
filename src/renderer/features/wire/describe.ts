import type { EventKind, StreamEvent } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { receivedText } from '../rows/event-text.ts';
import { frameAt, stampBefore } from './frame-at.ts';
import type { WireEntry } from './wire-list.ts';

/** What a row says. */
export interface WireDescription {
  /** Its place in the stream, from 1; null for what is derived, and for what lies between frames. */
  number: number | null;
  t: number | null;
  c: number | null;
  /** Milliseconds since what came before it; null for the first, without times, and within one socket read. */
  gap: number | null;
  /** It came in the socket read of what came before it. */
  again: boolean;
  /** The event that an SSE frame names. */
  name: string;
  /** What it brought: the telling one of its events. '' for a frame that brought none. */
  kind: EventKind | '';
  /** Number of its further events; -1 for a frame that brought none. */
  more: number;
  /** The place in the document that the telling event is about; null where it is about none, or its text says it. */
  at: string | null;
  /** As it came, whole. */
  text: string;
  /** From where on the text is unlike the frame before it. Chunks of a provider begin alike, often for 100 characters. */
  fresh: number;
  problem: string | null;
  wrong: boolean;
}

export function describe(record: RunRecord, entry: WireEntry): WireDescription {
  return entry.event < 0 ? describeFrame(record, entry) : describeEvent(record, entry);
}

function describeEvent(record: RunRecord, entry: WireEntry): WireDescription {
  const { log, frames } = record;
  const { event, frame } = entry;
  const seen = log.event(event);
  const problem = log.error(event)?.message ?? null;
  const stamp = { t: log.t(event), c: log.c(event) };
  return {
    number: frames.length === 0 ? event + 1 : null,
    ...stamp,
    ...(frame < 0 ? since(record, entry, stamp) : { gap: null, again: false }),
    name: 'name' in seen && seen.kind !== 'mark' && seen.name !== 'message' ? (seen.name ?? '') : '',
    kind: seen.kind,
    more: 0,
    at: seen.kind === 'grow' || seen.kind === 'note' ? seen.path : null,
    text: seen.kind === 'grow' ? JSON.stringify(seen.text) : receivedText(seen),
    fresh: 0,
    problem,
    wrong: problem !== null || seen.kind === 'bad' || seen.kind === 'err',
  };
}

function describeFrame(record: RunRecord, entry: WireEntry): WireDescription {
  const { log, frames } = record;
  const { name, data, ...stamp } = frameAt(record, entry.frame);
  const first = frames.firstEvent(entry.frame);
  const count = frames.endEvent(entry.frame) - first;
  let telling = first;
  for (let event = first; event < first + count; event++) {
    if (rank(record, event) > rank(record, telling)) telling = event;
  }
  const problem = count === 0 ? null : (log.error(telling)?.message ?? null);
  const kind = count === 0 ? '' : log.kind(telling);
  return {
    number: entry.frame + 1,
    ...stamp,
    ...since(record, entry, stamp),
    name,
    kind,
    more: count - 1,
    at: count === 0 ? null : placeOf(log.event(telling)),
    text: data,
    fresh: entry.frame === 0 ? 0 : unlike(frameAt(record, entry.frame - 1).data, data),
    problem,
    wrong: problem !== null || kind === 'bad' || kind === 'err',
  };
}

/** What a person would ask a frame for first: what is wrong with it, then what it landed. */
function rank({ log }: RunRecord, event: number): number {
  const kind = log.kind(event);
  if (log.error(event) !== null || kind === 'bad' || kind === 'err') return 3;
  if (kind === 'op' || kind === 'ops') return 2;
  return kind === 'close' || kind === 'document' ? 0 : 1;
}

function placeOf(seen: StreamEvent): string | null {
  if (seen.kind === 'op') return seen.op.path;
  return seen.kind === 'grow' ? seen.path : null;
}

/** Where a text first differs from another, back to the member in which it does; 0 where that saves little. */
function unlike(before: string, text: string): number {
  let common = 0;
  while (common < text.length && before[common] === text[common]) common++;
  if (common < LITTLE) return 0;
  return Math.max(text.lastIndexOf(',', common - 1), text.lastIndexOf('{', common - 1)) + 1;
}

const LITTLE = 20;

function since(
  record: RunRecord,
  entry: WireEntry,
  { t, c }: { t: number | null; c: number | null },
): { gap: number | null; again: boolean } {
  const before = stampBefore(record, entry);
  const again = c !== null && c === before?.c;
  const gap = again || t === null || before === null || before.t === null ? null : t - before.t;
  return { gap, again };
}
