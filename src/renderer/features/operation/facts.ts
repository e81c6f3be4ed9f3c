import type { RunRecord } from '../../../core/run/record.ts';
import { indexOf, opAtOrBefore } from '../../state/run-index.ts';
import { sameRead } from '../rows/stamp.ts';

/** An operation's part of the stream: the time it took, as a share of the time from the first event to the end. */
export interface Share {
  share: number;
  /** How far off it may be: the whole of its read's share where others came in the same one. 0 if it came alone. */
  uncertainty: number;
}

/** Milliseconds since the previous arrival, and the operation that came in the same read just before, if one did. */
export type Gap = { kind: 'ms'; ms: number } | { kind: 'same read'; as: number } | { kind: 'first' };

export function gapOf(record: RunRecord, event: number): Gap | null {
  const t = record.log.t(event);
  if (t === null) return null;
  const before = opAtOrBefore(record, event - 1);
  if (before < 0) return { kind: 'first' };
  if (sameRead(record, before, event)) return { kind: 'same read', as: record.log.opsUpTo(before) };
  return { kind: 'ms', ms: t - (record.log.t(before) ?? t) };
}

/**
 * The interval of a socket read belongs to all operations in it, in proportion to their bytes; what is divided so is
 * uncertain by the whole of it. `end` is the run's last moment in milliseconds. Null without times, and for the first operation, before which nothing was written.
 */
export function shareOf(record: RunRecord, event: number, end: number): Share | null {
  const { log } = record;
  const index = indexOf(record);
  const t = log.t(event);
  const start = index.first < 0 ? null : log.t(index.first);
  const isOp = log.opsUpTo(event) > log.opsUpTo(event - 1);
  if (t === null || start === null || event <= index.first || !isOp) return null;
  const whole = end - start;
  if (!(whole > 0)) return null;
  let first = event;
  while (first > 0 && sameRead(record, first - 1, event)) first -= 1;
  let last = event;
  while (last < log.length - 1 && sameRead(record, last + 1, event)) last += 1;
  // What came between two operations, a heartbeat or a piece of a text, belongs to the time of the later one.
  const before = opAtOrBefore(record, first - 1);
  const interval = before < 0 ? 0 : (t - (log.t(before) ?? t)) / whole;
  const [from, to] = [log.opsUpTo(first - 1), log.opsUpTo(last)];
  if (to - from === 1) return { share: interval, uncertainty: 0 };
  let length = 0;
  for (let op = from + 1; op <= to; op++) length += log.text(log.eventOfOp(op)).length;
  const share = length === 0 ? 0 : (interval * log.text(event).length) / length;
  return { share, uncertainty: interval };
}
