import type { OpenedRun, RunChunk } from '../../bridge/contract.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { LiveClock } from './clock.ts';
import { Frames } from './frames.ts';
import { whileGrowing } from './growing.ts';
import { type ReadOutcome, readRun } from './read-run.ts';
import { indexOf } from './run-index.ts';

/** While a file is read the window is redrawn this often, so that reading has most of the time. Milliseconds. */
const LOADING_PACE = 150;

/** Two lanes of a race are drawn in the same frames, on one reading of the clock, so that neither stands ahead of it. */
const live = new Frames(0);

/** A run in one frame, before all of it is here. */
export interface Followed {
  /** Since the frame before. */
  hasGrown: boolean;
  /** Milliseconds since `t0`; null unless the run is live and its request sent. */
  now: number | null;
  /** Share of a file that has been read, 0 to 1; null while live. */
  progress: number | null;
}

/** Reads a run into the record until all of it is here, and calls `show` as often as the window stays smooth. */
export async function followRun(
  opened: OpenedRun,
  record: RunRecord,
  signal: AbortSignal,
  show: (followed: Followed) => void,
): Promise<ReadOutcome> {
  const clock = new LiveClock();
  let progress = opened.live ? null : 0;
  let hasGrown = false;
  const frames = opened.live ? live : new Frames(LOADING_PACE);
  const leave = frames.join({
    // While nothing arrives the clock goes on: `so far` counts the wait, too.
    isDue: () => !signal.aborted && (opened.live || hasGrown),
    paint(at) {
      show({ hasGrown, progress, now: opened.live ? clock.at(at) : null });
      hasGrown = false;
    },
  });
  const onStep = (chunk: RunChunk | null): void => {
    if (chunk?.now !== null && chunk?.now !== undefined) clock.report(chunk.now, performance.now());
    progress = chunk?.progress ?? progress;
    hasGrown = true;
    // Here, with the step that it is of: the next picture would pay for all of them in one task.
    indexOf(record);
  };
  const outcome = await whileGrowing(record, () => readRun(opened.run, record, signal, onStep));
  leave();
  return outcome;
}
