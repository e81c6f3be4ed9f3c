import type { RunRecord } from '../core/run/record.ts';
import type { Steps } from '../core/steps.ts';
import { inSlices } from '../renderer/state/in-slices.ts';
import { nextTask } from '../renderer/state/next-task.ts';
import type { Carried } from './carried.ts';

/** UTF-16 units of a step: some hundreds of lines, or half a millisecond. */
const STRETCH = 64 * 1024;

/**
 * Folds the page's capture into a record while the parser brings it, in slices, so that a page with a very long run can
 * be scrolled, stopped or left meanwhile. True once all of it is folded, false where it was stopped before.
 */
export async function fold(
  carried: Carried,
  record: RunRecord,
  stop: AbortSignal,
  onStep: () => void,
): Promise<boolean> {
  for (let text = await carried.next(stop); text !== null; text = await carried.next(stop)) {
    await inSlices(foldSteps(text, record, stop, onStep));
    // A block that needed no slice of its own must not make one task with the next.
    await nextTask();
  }
  return !stop.aborted;
}

function* foldSteps(text: string, record: RunRecord, stop: AbortSignal, onStep: () => void): Steps<void> {
  for (let from = 0; from < text.length && !stop.aborted;) {
    // To a line's end, since a stretch is folded whole.
    const newline = text.indexOf('\n', from + STRETCH);
    const to = newline < 0 ? text.length : newline + 1;
    record.pushAll(text.slice(from, to));
    from = to;
    onStep();
    yield;
  }
}
