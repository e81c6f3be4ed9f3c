import type { RunRecord } from '../../run/record.ts';
import { timesSource, type TimesSource } from '../../run/times-source.ts';

/** A kind of file that a run can be written as. One file a format, one table that lists them. */
export interface ExportFormat {
  /** As given to `--to`. */
  id: string;
  title: string;
  /** Ends of file names that mean this format, the usual one first. */
  extensions: readonly [string, ...string[]];
  mime: string;
  /** Why this run cannot be written so, in a sentence; null where it can. */
  problem(record: RunRecord): string | null;
  /** The file in pieces of text, a line or a row each; nothing is kept. */
  write(record: RunRecord): Generator<string>;
}

/** Where a run's times come from, in one word, for whatever is written without a header of its own. */
export function timesOf(record: RunRecord): TimesSource | 'none' {
  if (!record.log.timed || record.log.ops === 0) return 'none';
  return timesSource(record);
}
