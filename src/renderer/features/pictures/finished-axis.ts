import type { RunRecord } from '../../../core/run/record.ts';
import type { Axis } from '../timeline/axis.ts';

/** The axis of a run that is whole, without the window's clock: for what is taken out of the window. */
export function finishedAxis(record: RunRecord): Axis {
  const { log } = record;
  if (log.timed && log.length > 0) {
    return {
      unit: 'ms',
      at: (event) => log.t(event) ?? 0,
      eventAt: (ms) => log.indexAtTime(ms),
      end: Math.max(log.t(log.length - 1) ?? 0, record.end?.t ?? 0),
    };
  }
  return {
    unit: 'op',
    at: (event) => log.opsUpTo(event),
    eventAt: (number) => (number < 1 ? -1 : log.eventOfOp(Math.min(Math.floor(number), log.ops))),
    end: log.ops,
  };
}
