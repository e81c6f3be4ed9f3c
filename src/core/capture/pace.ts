import type { RunRecord } from '../run/record.ts';
import type { MadeUpTimes } from './synthetic.ts';

/** True where nothing has a time: one that was measured is never mixed with some that were made up. */
export function isUntimed({ log }: RunRecord): boolean {
  for (let i = 0; i < log.length; i += 1) if (log.t(i) !== null) return false;
  return true;
}

/** Another run's pace: its first operation, and the mean step to each further one. Null where it has no times. */
export function paceOf({ log }: RunRecord): MadeUpTimes | null {
  let first: number | null = null;
  let last = 0;
  let count = 0;
  for (let i = 0; i < log.length; i += 1) {
    const kind = log.kind(i);
    const t = log.t(i);
    if ((kind !== 'op' && kind !== 'ops') || t === null) continue;
    first ??= t;
    last = Math.max(last, t);
    count += 1;
  }
  return first === null ? null : { firstMs: first, stepMs: count < 2 ? 0 : (last - first) / (count - 1) };
}
