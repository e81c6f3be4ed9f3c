import type { RunRecord } from '../../../core/run/record.ts';
import { isLive, useRun } from '../../state/run.ts';
import { expectedOf } from '../../state/expected.ts';
import { playedGates } from '../../state/gates.ts';
import { axisOf } from './axis.ts';
import { fitSpan, growSpan } from './scale.ts';

/** Each live run's axis only grows, and timeline and scrubber grow as one. */
const grown = new WeakMap<RunRecord, number>();

/** The span of a live axis, in milliseconds. */
export function liveSpan(record: RunRecord): number {
  // What is expected of the run has room from the start, so that the axis need not be changed on the way.
  const expected = axisOf(record).unit === 'ms' ? (expectedOf(record)?.end ?? 0) : 0;
  const span = growSpan(grown.get(record) ?? 0, Math.max(neededOf(record), expected));
  grown.set(record, span);
  return span;
}

/** The span that shows all of a run, with room for the label of its last bar. */
export function wholeSpan(record: RunRecord | null): number {
  if (record === null) return growSpan(0, 0);
  if (isLive(useRun.getState().status)) return liveSpan(record);
  const axis = axisOf(record);
  return fitSpan(axis.unit === 'op' ? Math.max(7, axis.end) : neededOf(record));
}

/** Downstream work goes on behind the end of the stream; the stream keeps at least this part of the picture. */
const STREAM_PART = 0.4;

function neededOf(record: RunRecord): number {
  const { end, unit } = axisOf(record);
  if (unit === 'op') return end;
  return Math.max(end, Math.min(playedGates(record)?.schedule.ends ?? 0, end / STREAM_PART));
}
