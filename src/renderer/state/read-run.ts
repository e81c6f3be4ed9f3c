import type { RunChunk } from '../../bridge/contract.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import type { Steps } from '../../core/steps.ts';
import { fromUtf8 } from '../../core/wire/utf8.ts';
import { bridge, problemOf } from './bridge.ts';
import { inSlices } from './in-slices.ts';

/** Half of a frame's 16.7 ms. */
const PAUSE_MS = 8;
/** Bytes of a step: about a thousand lines, or half a millisecond. */
const BLOCK = 64 * 1024;

export interface ReadOutcome {
  verdict: Verdict | null;
  /** Why reading stopped before the end, in a sentence. */
  problem: string | null;
}

/**
 * Pulls a run from main and folds it into the record, in slices that leave the window responsive. The callback comes
 * after each step with null, and after each chunk with what main said in it.
 */
export async function readRun(
  run: string,
  record: RunRecord,
  signal: AbortSignal,
  onStep: (chunk: RunChunk | null) => void,
): Promise<ReadOutcome> {
  try {
    let coming = read(run, 0);
    for (;;) {
      const chunk = await coming;
      if (signal.aborted) break;
      // The next stretch is on its way while this one is folded.
      if (!chunk.done) {
        coming = chunk.progress === null ? afterPause(run, chunk.next) : read(run, chunk.next);
        coming.catch(() => {});
      }
      await inSlices(pushSteps(chunk.bytes, record, signal, () => onStep(null)));
      if (signal.aborted) break;
      onStep(chunk);
      if (chunk.done) return { verdict: chunk.verdict, problem: null };
    }
    return { verdict: null, problem: null };
  } catch (thrown) {
    return { verdict: null, problem: problemOf(thrown) };
  }
}

function read(run: string, from: number): Promise<RunChunk> {
  return bridge.call('runs.read', { run, from });
}

/** A fast stream's socket reads are asked for some at a time: a call for each would cost more than its lines. */
async function afterPause(run: string, from: number): Promise<RunChunk> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return read(run, from);
}

function* pushSteps(
  bytes: Uint8Array,
  record: RunRecord,
  signal: AbortSignal,
  onStep: () => void,
): Steps<void> {
  for (let from = 0; from < bytes.length && !signal.aborted;) {
    // To a line's end, since a block is folded whole.
    const newline = bytes.indexOf(LF, Math.min(from + BLOCK, bytes.length));
    const to = newline < 0 ? bytes.length : newline;
    record.pushAll(fromUtf8(bytes.subarray(from, to)));
    from = to + 1;
    // What follows the last block is the chunk's own step.
    if (from >= bytes.length) return;
    onStep();
    yield;
  }
}

const LF = 10;
