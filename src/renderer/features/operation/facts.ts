import type { RunRecord } from '../../../core/run/record.ts';
import { endOf } from '../../state/playback.ts';
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
 * uncertain by the whole of it. Null without times, and for the first operation, before which nothing was written.
 */
export function shareOf(record: RunRecord, event: number): Share | null {
  const { log } = record;
  const index = indexOf(record);
  const t = log.t(event);
  const start = index.first < 0 ? null : log.t(index.first);
  if (t === null || start === null || event <= index.first) return null;
  const whole = endOf(record) - start;
  if (!(whole > 0)) return null;
  let first = event;
  while (first > 0 && sameRead(record, first - 1, event)) first -= 1;
  let last = event;
  while (last < log.length - 1 && sameRead(record, last + 1, event)) last += 1;
  const since = first > 0 ? (log.t(first - 1) ?? t) : t;
  const interval = (t - since) / whole;
  if (first === last) return { share: interval, uncertainty: 0 };
  let length = 0;
  for (let i = first; i <= last; i++) length += log.text(i).length;
  const share = length === 0 ? 0 : (interval * log.text(event).length) / length;
  return { share, uncertainty: interval };
}
