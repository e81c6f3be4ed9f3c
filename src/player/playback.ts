import type { RunRecord } from '../core/run/record.ts';
import { finishedAxis } from '../renderer/features/pictures/finished-axis.ts';
import * as clock from '../renderer/state/clock.ts';

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;

/** The moment that the page shows, and whether it moves. */
export class Playback {
  readonly track: clock.Track;
  moment: clock.Moment;
  playing = false;
  speed = 1;
  readonly #changed: (() => void)[] = [];
  #asked = 0;

  constructor(record: RunRecord) {
    const { log } = record;
    this.track = {
      length: log.length,
      timed: log.timed && log.length > 0,
      end: finishedAxis(record).end,
      t: (event) => log.t(event),
      indexAtTime: (ms) => log.indexAtTime(ms),
      isOp: (event) => log.kind(event) === 'op' || log.kind(event) === 'ops',
    };
    this.moment = clock.end(this.track);
  }

  get atEnd(): boolean {
    return this.moment.event >= this.track.length - 1 && (this.moment.t ?? this.track.end) >= this.track.end;
  }

  /** Called at most once a frame. */
  onChange(listener: () => void): void {
    this.#changed.push(listener);
  }

  seek(to: 'start' | 'end' | { t: number } | { event: number }): void {
    if (to === 'start') this.moment = clock.start(this.track);
    else if (to === 'end') this.moment = clock.end(this.track);
    else if ('t' in to) this.moment = clock.atTime(this.track, to.t);
    else this.moment = clock.atEvent(this.track, to.event);
    this.#tell();
  }

  step(by: 1 | -1): void {
    this.playing = false;
    this.moment = clock.step(this.track, this.moment, by);
    this.#tell();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.#tell();
  }

  toggle(): void {
    if (this.playing) {
      this.playing = false;
      this.#tell();
    } else this.#play();
  }

  #play(): void {
    if (this.track.length === 0) return;
    if (this.atEnd) this.moment = clock.start(this.track);
    this.playing = true;
    let last = performance.now();
    let carry = 0;
    const frame = (now: number): void => {
      if (!this.playing) return;
      const next = clock.advance(this.track, this.moment, Math.max(0, now - last), this.speed, carry);
      last = now;
      ({ carry } = next);
      this.moment = next.moment;
      this.playing = !next.done;
      this.#tell();
      if (this.playing) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    this.#tell();
  }

  #tell(): void {
    if (this.#asked !== 0) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      for (const listener of this.#changed) listener();
    });
  }
}
