import type { Frame } from '../../wire/frame.ts';
import type { Framing } from '../header.ts';
import { createFramer, type Framer, LINE_LIMIT } from '../../wire/framer.ts';
import type { FormatReader } from './format.ts';

/** How a file of lines or events is read: frames in, lines of a capture out. */
export interface FrameReader {
  readonly takenFor: string | null;
  readonly refused: string | null;
  readonly runs: number;
  readonly notes: readonly string[];
  /** `tail`: a last line without its line end. */
  frame(frame: Frame, tail: boolean, out: string[]): void;
  end(out: string[]): void;
}

export const TORN_NOTE = 'The last line was cut off in the middle; it is left out.';

/** A capture's line holds an operation's with a stamp around it, or unreadable bytes in Base64 or escaped. */
const CAPTURE_LINE_LIMIT = 2 * LINE_LIMIT;

/** A reader of frames, put behind the framing that its file has. */
export function framed(reader: FrameReader, framing: Framing): FormatReader {
  return new Framed(reader, createFramer(framing, CAPTURE_LINE_LIMIT));
}

class Framed implements FormatReader {
  readonly #reader: FrameReader;
  readonly #framer: Framer;

  constructor(reader: FrameReader, framer: Framer) {
    this.#reader = reader;
    this.#framer = framer;
  }

  get takenFor(): string | null {
    return this.#reader.takenFor;
  }

  get refused(): string | null {
    return this.#reader.refused;
  }

  get runs(): number {
    return this.#reader.runs;
  }

  get notes(): readonly string[] {
    return this.#reader.notes;
  }

  push(bytes: Uint8Array, out: string[]): void {
    for (const frame of this.#framer.push(bytes)) this.#reader.frame(frame, false, out);
  }

  end(out: string[]): void {
    for (const frame of this.#framer.end()) this.#reader.frame(frame, true, out);
    this.#reader.end(out);
  }
}
