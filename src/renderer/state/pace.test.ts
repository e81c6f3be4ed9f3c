import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Pace } from './pace.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'], now: 0 }));
afterEach(() => void vi.useRealTimers());

/** Makes a picture that takes so many milliseconds, and gives how long after its start the next one is due. */
async function pauseAfter(pace: Pace, cost: number): Promise<number> {
  const start = performance.now();
  await pace.paint(() => void vi.advanceTimersByTime(cost));
  for (let ms = 0; ; ms++) if (pace.isDue(start + ms)) return ms;
}

it('should make a cheap picture in every frame', async () => {
  expect(await pauseAfter(new Pace(0), 8)).toBe(0);
});

it('should spend a twelfth of the time on a dear one', async () => {
  expect(await pauseAfter(new Pace(0), 10)).toBe(120);
});

it('should keep nobody waiting longer than a fifth of a second', async () => {
  expect(await pauseAfter(new Pace(0), 60)).toBe(200);
});

it('should leave the time that is asked for between two, and more after a dear one', async () => {
  const pace = new Pace(150);
  expect(await pauseAfter(pace, 1)).toBe(150);
  expect(await pauseAfter(pace, 15)).toBe(180);
  expect(await pauseAfter(pace, 1)).toBe(150);
});

it('should begin none while one is made', async () => {
  const pace = new Pace(0);
  const made = pace.paint(() => {});
  expect(pace.isDue(1e9)).toBe(false);
  await made;
  expect(pace.isDue(0)).toBe(true);
});
