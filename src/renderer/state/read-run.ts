import type { RunChunk } from '../../bridge/contract.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { bridge, problemOf } from './bridge.ts';

/** A stretch of folding that leaves room for a frame: half of a frame's 16.7 ms. */
const SLICE_MS = 8;
/** Lines between two looks at the clock; a line costs a few microseconds. */
const LINES_PER_LOOK = 64;

export interface ReadOutcome {
  verdict: Verdict | null;
  /** Why reading stopped before the end, in a sentence. */
  problem: string | null;
}

/**
 * Pulls a run from main and folds it into the record, in slices that leave the window responsive. The callback comes
 * after each slice with what main said in the chunk, or null in the middle of one.
 */
export async function readRun(
  run: string,
  record: RunRecord,
  signal: AbortSignal,
  onSlice: (chunk: RunChunk | null) => void,
): Promise<ReadOutcome> {
  let from = 0;
  try {
    while (!signal.aborted) {
      const chunk = await bridge.call('runs.read', { run, from });
      if (signal.aborted) break;
      await pushLines(chunk.lines, record, signal, () => onSlice(null));
      onSlice(chunk);
      from = chunk.next;
      if (chunk.done) return { verdict: chunk.verdict, problem: null };
    }
    return { verdict: null, problem: null };
  } catch (thrown) {
    return { verdict: null, problem: problemOf(thrown) };
  }
}

async function pushLines(
  lines: string,
  record: RunRecord,
  signal: AbortSignal,
  onSlice: () => void,
): Promise<void> {
  let from = 0;
  let until = performance.now() + SLICE_MS;
  let look = LINES_PER_LOOK;
  while (from < lines.length) {
    let to = lines.indexOf('\n', from);
    if (to < 0) to = lines.length;
    if (to > from) record.push(lines.slice(from, to));
    from = to + 1;
    look -= 1;
    if (look > 0) continue;
    look = LINES_PER_LOOK;
    if (performance.now() < until) continue;
    onSlice();
    await nextTask();
    if (signal.aborted) return;
    until = performance.now() + SLICE_MS;
  }
}

/** Lets input and painting go first. `setTimeout` would cost 4 ms each time once nested (HTML, timers). */
export function nextTask(): Promise<void> {
  if ('scheduler' in window) return window.scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
