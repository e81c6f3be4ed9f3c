import type { Steps } from '../../core/steps.ts';
import { nextTask } from './next-task.ts';

/** A stretch of work that leaves room for a frame: half of a frame's 16.7 ms. */
const SLICE_MS = 8;

/** Does work step by step and lets input and painting go first. Rejects with the signal's reason once it is aborted. */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() < until) continue;
    await nextTask();
    signal?.throwIfAborted();
    until = performance.now() + SLICE_MS;
  }
}
