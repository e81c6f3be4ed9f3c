import type { RunRecord } from '../../../core/run/record.ts';
import { endOf, isTimed } from '../../state/playback.ts';

/** What lies along the horizontal: milliseconds, or the number of the operation where a capture has no times. */
export interface Axis {
  unit: 'ms' | 'op';
  /** Where an event stands. */
  at: (event: number) => number;
  /** The last event at or before a place, -1 before the first. */
  eventAt: (value: number) => number;
  /** The run's last place so far. */
  end: number;
}

/** A line that could not be read may have no time of its own in a file: it came after what stands before it. */
function timeOf({ log }: RunRecord, event: number): number {
  for (let i = event; i >= 0; i--) {
    const t = log.t(i);
    if (t !== null) return t;
  }
  return 0;
}

export function axisOf(record: RunRecord): Axis {
  const { log } = record;
  if (isTimed(record)) {
    return {
      unit: 'ms',
      at: (event) => timeOf(record, event),
      eventAt: (ms) => log.indexAtTime(ms),
      end: endOf(record),
    };
  }
  return {
    unit: 'op',
    at: (event) => log.opsUpTo(event),
    eventAt: (number) => (number < 1 ? -1 : log.eventOfOp(Math.min(Math.floor(number), log.ops))),
    end: log.ops,
  };
}
