import type { RunRecord } from '../../../core/run/record.ts';
import { type Scale, timeToX, xToTime } from './scale.ts';

/** A mark of the lane: one socket read, or so many of them that they are counted by the pixel. */
export interface ReadMark {
  x: number;
  /** Events that came in it. */
  events: number;
  /** A mark of its own; false where it stands for all arrivals in two pixels. */
  single: boolean;
}

/** Up to this many events in sight each read is a mark; beyond, arrivals are counted in columns of two pixels. */
const MOST_SINGLE = 400;

/** What the lane shows of a run with times. O(events in sight) up to `MOST_SINGLE`, then O(width × log events). */
export function readMarks(log: RunRecord['log'], scale: Scale): ReadMark[] {
  const from = log.indexAtTime(scale.from - 1e-9) + 1;
  const to = log.indexAtTime(scale.from + scale.span) + 1;
  const marks: ReadMark[] = [];
  if (to - from <= MOST_SINGLE) {
    let lastC: number | null = null;
    for (let i = from; i < to; i++) {
      const t = log.t(i);
      const c = log.c(i);
      // A person's decision did not come by the socket.
      if (t === null || log.kind(i) === 'gate') continue;
      const last = marks.at(-1);
      if (last !== undefined && c !== null && c === lastC) last.events += 1;
      else marks.push({ x: timeToX(scale, t), events: 1, single: true });
      lastC = c;
    }
    return marks;
  }
  let before = from;
  for (let x = 0; x < scale.width; x += 2) {
    const until = Math.min(to, log.indexAtTime(xToTime(scale, x + 2)) + 1);
    if (until > before) marks.push({ x, events: until - before, single: false });
    before = Math.max(before, until);
  }
  return marks;
}
