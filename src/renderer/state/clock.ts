/**
 * The arithmetic of playback: where the playhead is after some time. Times are milliseconds since `t0`; captures
 * without times are played by operation at `OPS_PER_SECOND`.
 */

/** What the clock needs to know of a run. Its members are O(1) or O(log n). */
export interface Track {
  /** Number of events. */
  length: number;
  timed: boolean;
  /** The run's last moment in milliseconds; 0 without times. */
  end: number;
  t(event: number): number | null;
  /** Last event at or before a time, -1 before the first. */
  indexAtTime(ms: number): number;
  /** Whether the event changes the document: an operation, or several as one. */
  isOp(event: number): boolean;
}

export interface Moment {
  /** The document is shown after this event; -1 is before anything arrived. */
  event: number;
  /** Null without times. */
  t: number | null;
}

/** The pace of captures without times at 1×: quick enough to watch a form fill, slow enough to read along. */
const OPS_PER_SECOND = 4;

export function start(track: Track): Moment {
  return { event: -1, t: track.timed ? 0 : null };
}

export function end(track: Track): Moment {
  return { event: track.length - 1, t: track.timed ? track.end : null };
}

export function atTime(track: Track, ms: number): Moment {
  const t = Math.min(Math.max(ms, 0), track.end);
  // At the very end everything counts, also what came without a time.
  return { event: t >= track.end ? track.length - 1 : track.indexAtTime(t), t };
}

export function atEvent(track: Track, event: number): Moment {
  const index = Math.min(Math.max(event, -1), track.length - 1);
  if (!track.timed) return { event: index, t: null };
  return { event: index, t: index < 0 ? 0 : (track.t(index) ?? timeBefore(track, index)) };
}

/** The time of the nearest earlier event that has one. */
function timeBefore(track: Track, event: number): number {
  for (let i = event - 1; i >= 0; i--) {
    const t = track.t(i);
    if (t !== null) return t;
  }
  return 0;
}

/** The next or previous operation, or the edge of the run where there is none. */
export function step(track: Track, from: Moment, by: 1 | -1): Moment {
  let event = from.event;
  do event += by;
  while (event >= 0 && event < track.length && !track.isOp(event));
  if (event < 0) return start(track);
  if (event >= track.length) return end(track);
  return atEvent(track, event);
}

/**
 * The playhead after `elapsed` milliseconds of playing. `carry` is the fraction of an operation not yet played where
 * there are no times. Done when it stands at the end.
 */
export function advance(
  track: Track,
  from: Moment,
  elapsed: number,
  speed: number,
  carry: number,
): { moment: Moment; carry: number; done: boolean } {
  if (track.timed) {
    const moment = atTime(track, (from.t ?? 0) + elapsed * speed);
    return { moment, carry: 0, done: (moment.t ?? 0) >= track.end };
  }
  let due = carry + (elapsed / 1000) * OPS_PER_SECOND * speed;
  let moment = from;
  while (due >= 1 && moment.event < track.length - 1) {
    moment = step(track, moment, 1);
    due -= 1;
  }
  return { moment, carry: due, done: moment.event >= track.length - 1 };
}

/**
 * Main's clock as seen from here. A report `now` was true a little before it came, never after, so the largest
 * difference to the local monotonic clock is the best estimate, and the clock never runs backwards.
 */
export class LiveClock {
  #offset = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds since `t0` on main's clock. @param local the local monotonic clock, in milliseconds. */
  report(now: number, local: number): void {
    this.#offset = Math.max(this.#offset, now - local);
  }

  /** Null until main has said that the request is sent. */
  at(local: number): number | null {
    return Number.isFinite(this.#offset) ? local + this.#offset : null;
  }
}

/** Seconds until a silent run is given up, whole and rounded up. */
export function secondsLeft(now: number, lastArrival: number, timeoutS: number): number {
  return Math.max(0, Math.ceil(timeoutS - (now - lastArrival) / 1000));
}
