import { create } from 'zustand';

import type { OpenedRun } from '../../bridge/contract.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';

export type RunStatus = 'empty' | 'starting' | 'waiting' | 'live' | 'loading' | 'ended';

/** The run on screen. `record` is one growing object; whoever draws it subscribes to `revision`. */
export interface RunState {
  status: RunStatus;
  opened: OpenedRun | null;
  record: RunRecord | null;
  /** Grows by one at most once a frame, when the record has grown. */
  revision: number;
  verdict: Verdict | null;
  /** Share of a file that has been read, 0 to 1; null while live. */
  progress: number | null;
  /** Why nothing could be started or read, in a sentence. */
  problem: string | null;
}

export const useRun = create<RunState>()(() => ({
  status: 'empty',
  opened: null,
  record: null,
  revision: 0,
  verdict: null,
  progress: null,
  problem: null,
}));

export async function startRun(): Promise<void> {}
export async function stopRun(): Promise<void> {}
export async function openRun(_opened: OpenedRun): Promise<void> {}
