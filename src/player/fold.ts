import type { RunRecord } from '../core/run/record.ts';
import { nextTask } from '../renderer/state/next-task.ts';
import type { Carried } from './carried.ts';

/** UTF-16 units between two looks at the clock: some hundreds of lines, or half a millisecond. */
const STRETCH = 64 * 1024;
/** A stretch of folding that leaves room for a frame. */
const SLICE_MS = 8;

/**
 * Folds the page's capture into a record while the parser brings it, in slices, so that a page with a very long run can
 * be scrolled, stopped or left meanwhile. True once all of it is folded, false where it was stopped before.
 */
export async function fold(
  carried: Carried,
  record: RunRecord,
  stop: AbortSignal,
  onSlice: () => void,
): Promise<boolean> {
  let until = performance.now() + SLICE_MS;
  for (let text = await carried.next(stop); text !== null; text = await carried.next(stop)) {
    for (let from = 0; from < text.length;) {
      if (stop.aborted) return false;
      // To a line's end, since a stretch is folded whole.
      const newline = text.indexOf('\n', from + STRETCH);
      const to = newline < 0 ? text.length : newline + 1;
      record.pushAll(text.slice(from, to));
      from = to;
      if (performance.now() < until) continue;
      onSlice();
      await nextTask();
      until = performance.now() + SLICE_MS;
    }
    onSlice();
  }
  return !stop.aborted;
}
