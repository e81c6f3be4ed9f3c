import type { RunRecord } from '../core/run/record.ts';
import type { FieldTable } from './fields.ts';
import type { Playback } from './playback.ts';
import type { Judgement } from './verdict.ts';

/** What the page plays, once it is read. */
export interface PlayedRun {
  readonly title: string;
  /** The last thing that a person said; empty where the capture has none. */
  readonly prompt: string;
  readonly record: RunRecord;
  readonly playback: Playback;
  readonly fields: FieldTable;
  readonly verdict: Judgement;
  /** Gives the capture back as a file. */
  readonly save: () => void;
}
