import type { RunRecord } from '../core/run/record.ts';
import { nextTask } from '../renderer/state/next-task.ts';

/** UTF-16 units between two looks at the clock: some hundreds of lines, or half a millisecond. */
const BLOCK = 64 * 1024;
/** A stretch of folding that leaves room for a frame. */
const SLICE_MS = 8;

/**
 * Folds a capture's text into a record, in slices, so that a page with a very long run can be scrolled, or left, while
 * it is read. `onPart` is told the share that is done.
 */
export async function fold(text: string, record: RunRecord, onPart: (share: number) => void): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (let from = 0; from < text.length;) {
    // To a line's end, since a block is folded whole.
    const newline = text.indexOf('\n', from + BLOCK);
    const to = newline < 0 ? text.length : newline;
    record.pushAll(text.slice(from, to));
    from = to + 1;
    if (performance.now() < until || from >= text.length) continue;
    onPart(from / text.length);
    await nextTask();
    until = performance.now() + SLICE_MS;
  }
}
