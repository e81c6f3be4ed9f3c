import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { advance, atEvent, atTime, end, LiveClock, secondsLeft, start, step, type Track } from './clock.ts';

/** `o` an operation, `h` a heartbeat; times in step. */
function track(kinds: string, times: number[] | null): Track {
  return {
    length: kinds.length,
    timed: times !== null,
    end: times?.at(-1) ?? 0,
    t: (i) => times?.[i] ?? null,
    indexAtTime: (ms) => (times ?? []).findLastIndex((t) => t <= ms),
    isOp: (i) => kinds[i] === 'o',
  };
}

const timed = track('oohoo', [212, 249.4, 300, 391.2, 502.7]);
const bare = track('oohoo', null);

describe('clock', () => {
  test('should find the moment of a time', () => {
    expect(atTime(timed, 250)).toEqual({ event: 1, t: 250 });
    expect(atTime(timed, 10)).toEqual({ event: -1, t: 10 });
    expect(atTime(timed, -5)).toEqual({ event: -1, t: 0 });
    expect(atTime(timed, 9999)).toEqual({ event: 4, t: 502.7 });
  });

  test('should step by operation and pass over heartbeats', () => {
    expect(step(timed, { event: 1, t: 249.4 }, 1)).toEqual({ event: 3, t: 391.2 });
    expect(step(timed, { event: 3, t: 391.2 }, -1)).toEqual({ event: 1, t: 249.4 });
    expect(step(timed, { event: 0, t: 212 }, -1)).toEqual(start(timed));
    expect(step(timed, end(timed), 1)).toEqual(end(timed));
    expect(step(bare, { event: 1, t: null }, 1)).toEqual({ event: 3, t: null });
  });

  test('should play at the original pace and at others', () => {
    expect(advance(timed, start(timed), 250, 1, 0).moment).toEqual({ event: 1, t: 250 });
    expect(advance(timed, start(timed), 50, 5, 0).moment).toEqual({ event: 1, t: 250 });
    expect(advance(timed, start(timed), 250, 0.1, 0).moment).toEqual({ event: -1, t: 25 });
    expect(advance(timed, start(timed), 60_000, 1, 0)).toEqual({ moment: end(timed), carry: 0, done: true });
  });

  test('should play captures without times by operation and never show a time', () => {
    const first = advance(bare, start(bare), 130, 1, 0);
    expect(first).toEqual({ moment: { event: -1, t: null }, carry: 0.52, done: false });
    const second = advance(bare, first.moment, 130, 1, first.carry);
    expect(second.moment).toEqual({ event: 0, t: null });
    expect(advance(bare, start(bare), 60_000, 10, 0)).toMatchObject({
      moment: { event: 4, t: null },
      done: true,
    });
  });

  test('should arrive at the same moment however the elapsed time is cut', () => {
    fc.assert(
      fc.property(
        // 31.25 ms are a quarter of an operation at 2×, exactly, so that no sum is rounded.
        fc.array(
          fc.integer({ min: 0, max: 4 }).map((n) => n * 31.25),
          { maxLength: 30 },
        ),
        fc.boolean(),
        (cuts, withTimes) => {
          const run = withTimes ? timed : bare;
          let state = { moment: start(run), carry: 0, done: false };
          for (const cut of cuts) state = advance(run, state.moment, cut, 2, state.carry);
          const whole = advance(
            run,
            start(run),
            cuts.reduce((a, b) => a + b, 0),
            2,
            0,
          );
          expect(state.moment.event).toBe(whole.moment.event);
        },
      ),
    );
  });

  test('should take the time before an event that has none', () => {
    const gaps: Track = { ...timed, t: (i) => (i === 2 ? null : timed.t(i)) };
    expect(atEvent(gaps, 2)).toEqual({ event: 2, t: 249.4 });
    expect(atEvent(gaps, -4)).toEqual({ event: -1, t: 0 });
  });

  test('should trust the report that took the least time, and never run backwards', () => {
    const clock = new LiveClock();
    expect(clock.at(5)).toBeNull();
    clock.report(100, 1000);
    expect(clock.at(1010)).toBe(110);
    clock.report(105, 1010);
    expect(clock.at(1010)).toBe(110);
    clock.report(150, 1020);
    expect(clock.at(1030)).toBe(160);
  });

  test('should count the silence down', () => {
    expect(secondsLeft(10_000, 8_000, 60)).toBe(58);
    expect(secondsLeft(90_000, 8_000, 60)).toBe(0);
  });
});
