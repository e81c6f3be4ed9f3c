import type { ProtocolId } from '../../protocols/table.ts';
import type { FileHead } from './head.ts';

/** What one of a file's units of time is, where the file does not say: asked of a person, never guessed twice. */
export type TimeUnit = 's' | 'ms' | 'us';

export interface ImportOptions {
  /** What the run is called, usually the name of the file. */
  name: string;
  /** Overrules the unit that a format's numbers would be taken for. */
  unit?: TimeUnit;
  /** Overrules the protocol that the frames would be taken for. */
  protocol?: ProtocolId;
}

/** A kind of file that can be read. One file a format, one table that lists them in the order of tries. */
export interface ImportFormat {
  /** As given to `--from`. */
  id: string;
  /** For a list that a person chooses from. */
  title: string;
  /** Whether a file that begins like this is one. */
  fits(head: FileHead): boolean;
  /** A file of this kind is always one run: nothing in it could begin another. */
  isOneRun?: true;
  open(options: ImportOptions): FormatReader;
}

/** Reads one file: bytes in, lines of a capture out. The lines do not depend on how the bytes were cut. */
export interface FormatReader {
  /** What the file was taken for, in words; null for our own format, and where nothing of it was understood. */
  readonly takenFor: string | null;
  /** Why nothing comes out of the file, in a sentence. */
  readonly refused: string | null;
  /** Runs begun so far. */
  readonly runs: number;
  /** What a person should know about the file, in sentences. Complete after `end`. */
  readonly notes: readonly string[];
  /** Adds to `out`, because an array a line would cost more than the line. */
  push(bytes: Uint8Array, out: string[]): void;
  end(out: string[]): void;
}

/** Milliseconds of one unit. */
export const MILLISECONDS: { [unit in TimeUnit]: number } = { s: 1000, ms: 1, us: 0.001 };

/** The protocol as a member of what is known of a run, where a person said it. */
export function protocolOption({ protocol }: ImportOptions): { protocol?: ProtocolId } {
  return protocol === undefined ? {} : { protocol };
}
