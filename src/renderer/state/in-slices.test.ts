import { describe, expect, test, vi } from 'vitest';

import { finish, type Steps } from '../../core/steps.ts';
import { inSlices } from './in-slices.ts';

/** Counts as often as it is asked to, in steps of which each takes a millisecond. */
function* counting(to: number, onStep: (step: number) => void = () => {}): Steps<string> {
  for (let i = 1; i <= to; i++) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    onStep(i);
    yield;
  }
  return `counted to ${to}`;
}

describe('work in slices', () => {
  test('should come to what the work comes to', async () => {
    expect(await inSlices(counting(30))).toBe('counted to 30');
    expect(finish(counting(3))).toBe('counted to 3');
  });

  test('should let a timer that is due have its turn', async () => {
    // As a browser's does, it goes on before timers that are due.
    vi.stubGlobal('scheduler', { yield: () => Promise.resolve() });
    let timerAt = 0;
    let step = 0;
    setTimeout(() => (timerAt = step));
    await inSlices(counting(400, (i) => (step = i)));
    expect(timerAt).toBeGreaterThan(0);
    expect(timerAt).toBeLessThan(400);
    vi.unstubAllGlobals();
  });

  test('should stop between two slices once its signal is aborted', async () => {
    const abort = new AbortController();
    let last = 0;
    const work = inSlices(
      counting(1000, (i) => {
        last = i;
        if (i === 5) abort.abort();
      }),
      abort.signal,
    );
    await expect(work).rejects.toBe(abort.signal.reason);
    expect(last).toBeLessThan(1000);
  });
});
