import type { Decision, OpenedRun, RunChunk } from '../../bridge/contract.ts';

/** A run that a window reads: live, from the library, or from a file that was brought in. */
export interface Run {
  readonly opened: OpenedRun;
  /** See `RunChunk`. `from` is 0 or the `next` of an earlier answer. */
  read(from: number): Promise<RunChunk>;
  /** Ends it, where it is live. */
  stop(): void;
  /** Records a person's answer to a gate, and gives back its line; only a run that was started here takes one. */
  decide?(decision: Omit<Decision, 'run'>): Promise<string>;
  /** Nobody reads it any more. */
  close(): Promise<void>;
}

/** About as much as crosses in one answer; a single longer line crosses whole. */
export const CHUNK_CHARACTERS = 1024 * 1024;
