import type { Frame } from '../wire/frame.ts';

/** How one kind of file is read: frames in, lines of a capture out. Used by the importer alone. */
export interface FileReader {
  readonly takenFor: string | null;
  readonly refused: string | null;
  readonly runs: number;
  readonly notes: readonly string[];
  /** Adds to `out`, because an array a line would cost more than the line. `tail`: a last line without its line end. */
  frame(frame: Frame, tail: boolean, out: string[]): void;
  end(out: string[]): void;
}

export const TORN_NOTE = 'The last line was cut off in the middle; it is left out.';
