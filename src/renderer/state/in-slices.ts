import type { Steps } from '../../core/steps.ts';
import { nextTask } from './next-task.ts';

/** A stretch of work that leaves room for a frame: half of a frame's 16.7 ms. */
const SLICE_MS = 8;
/** As long as nobody minds that a timer, a message or a rendering of React waits. */
const TURN_MS = 100;

/**
 * Does work step by step and lets input and painting go first, and now and then everything else. Rejects with the
 * signal's reason once it is aborted.
 */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let until = performance.now() + SLICE_MS;
  let turn = performance.now() + TURN_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() < until) continue;
    if (performance.now() < turn) await nextTask();
    else {
      await everythingElse();
      turn = performance.now() + TURN_MS;
    }
    signal?.throwIfAborted();
    until = performance.now() + SLICE_MS;
  }
}

/** What yields goes on before timers and messages that are due (Prioritized Task Scheduling, "continuation"). */
function everythingElse(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
