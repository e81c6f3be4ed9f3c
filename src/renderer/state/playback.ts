import { create } from 'zustand';

import type { RunRecord } from '../../core/run/record.ts';
import * as clock from './clock.ts';
import { isLive, useRun } from './run.ts';
import { clearSelection } from './selection.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;
export type Speed = (typeof SPEEDS)[number];

/** The moment on screen, and whether it moves. */
export interface Playback {
  /** The document is shown after this event; -1 is before anything arrived. */
  event: number;
  /** Milliseconds since `t0`; null where the run has no times. */
  t: number | null;
  playing: boolean;
  speed: Speed;
  /** The playhead keeps to the newest event of a live run. */
  following: boolean;
}

export const usePlayback = create<Playback>()(() => ({
  event: -1,
  t: null,
  playing: false,
  speed: 1,
  following: true,
}));

/** A capture is timed where each operation has a time; a live run always is, also before its first operation. */
export function isTimed(record: RunRecord): boolean {
  const { log } = record;
  if (log.ops > 0) return log.timed;
  return isLive(useRun.getState().status) || (log.length > 0 && log.t(0) !== null);
}

/** The run's last moment in milliseconds: its end, its last event, or now. */
export function endOf(record: RunRecord): number {
  const { log } = record;
  const last = log.length > 0 ? (log.t(log.length - 1) ?? 0) : 0;
  // A person may answer an approval long after the stream has ended; that does not make the stream longer.
  if (record.end?.t !== null && record.end?.t !== undefined) return record.end.t;
  return Math.max(last, useRun.getState().now ?? 0);
}

function trackOf(record: RunRecord): clock.Track {
  const { log } = record;
  return {
    length: log.length,
    timed: isTimed(record),
    end: endOf(record),
    t: (event) => log.t(event),
    indexAtTime: (ms) => log.indexAtTime(ms),
    isOp: (event) => log.kind(event) === 'op' || log.kind(event) === 'ops',
  };
}

/** Moves the playhead by hand: it stops following the stream. */
function moveTo(to: (track: clock.Track, now: clock.Moment) => clock.Moment): void {
  const { record } = useRun.getState();
  if (record === null) return;
  const { event, t } = usePlayback.getState();
  usePlayback.setState({ ...to(trackOf(record), { event, t }), following: false });
}

export function seekTime(ms: number): void {
  moveTo((track) => clock.atTime(track, ms));
}

export function seekEvent(event: number): void {
  moveTo((track) => clock.atEvent(track, event));
}

export function stepBy(by: 1 | -1): void {
  pause();
  // The operation that is stepped to is the one to look at.
  clearSelection();
  moveTo((track, now) => clock.step(track, now, by));
}

export function seekStart(): void {
  moveTo((track) => clock.start(track));
}

export function seekEnd(): void {
  const { status } = useRun.getState();
  if (isLive(status)) follow();
  else moveTo((track) => clock.end(track));
}

/** Back to the newest event of a live run, and on with it. */
export function follow(): void {
  usePlayback.setState({ following: true, playing: false });
  keepUp();
}

export function setSpeed(speed: Speed): void {
  usePlayback.setState({ speed });
}

export function togglePlay(): void {
  const { playing, following } = usePlayback.getState();
  if (following && isLive(useRun.getState().status)) usePlayback.setState({ following: false });
  else if (playing) pause();
  else play();
}

/** Plays from the playhead, or from the start where it stands at the end. */
export function play(): void {
  const { record, status } = useRun.getState();
  if (record === null || record.log.length === 0 || usePlayback.getState().playing) return;
  const track = trackOf(record);
  const { event, t } = usePlayback.getState();
  const atEnd = event >= track.length - 1 && (t ?? track.end) >= track.end;
  if (atEnd && !isLive(status)) usePlayback.setState(clock.start(track));
  usePlayback.setState({ playing: true, following: false });
  let last = performance.now();
  let carry = 0;
  const frame = (now: number): void => {
    const state = usePlayback.getState();
    const { record: current } = useRun.getState();
    if (!state.playing || current !== record) return;
    const next = clock.advance(trackOf(record), state, Math.max(0, now - last), state.speed, carry);
    last = now;
    carry = next.carry;
    const caughtUp = next.done && isLive(useRun.getState().status);
    usePlayback.setState({ ...next.moment, playing: !next.done, following: caughtUp });
    if (!next.done) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

export function pause(): void {
  usePlayback.setState({ playing: false });
}

/** Puts a following playhead on the newest event, and on the running clock. */
function keepUp(): void {
  const { record } = useRun.getState();
  if (record === null || !usePlayback.getState().following) return;
  const { length } = record.log;
  const timed = isTimed(record);
  usePlayback.setState({ event: length - 1, t: timed ? endOf(record) : null });
}

useRun.subscribe((now, before) => {
  if (now.record !== before.record) {
    usePlayback.setState({ event: -1, t: null, playing: false, following: true });
  }
  const isSame =
    now.record === before.record &&
    now.revision === before.revision &&
    now.status === before.status &&
    now.now === before.now;
  if (!isSame) keepUp();
});
