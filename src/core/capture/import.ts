import type { Frame } from '../wire/frame.ts';
import { createFramer, type Framer, LINE_LIMIT } from '../wire/framer.ts';
import { sniffFraming } from '../wire/sniff.ts';
import { CaptureReader, RECORD } from './capture-reader.ts';
import { decodeLine } from './decode.ts';
import type { FileReader } from './file-reader.ts';
import { ForeignReader } from './foreign-reader.ts';
import { SseReader } from './sse-reader.ts';

/**
 * Turns the bytes of a file, in pieces, into lines of a capture. Recognised are captures; operations one a line, bare
 * or with a time (see `ForeignShape`); and the text of a dottxt event stream. What cannot be read is a `bad` line with
 * its reason. The lines do not depend on the pieces.
 */
export interface Importer {
  /** What the file was taken for, in words; null for a capture, and before enough of it has come. */
  readonly takenFor: string | null;
  /** Set where the file is of a later version of the format; no lines come out of it. */
  readonly refused: string | null;
  /** Runs begun so far. Each begins with its header line, where the file has one. */
  readonly runs: number;
  /** What a person should know about the file, in sentences: a torn tail, several runs. Complete after `end`. */
  readonly notes: readonly string[];
  push(bytes: Uint8Array): string[];
  end(): string[];
}

/** Enough to tell SSE from lines behind a byte order mark and some blank lines. */
const SNIFF_BYTES = 64;
/** A capture's line holds an operation's with a stamp around it, or unreadable bytes in Base64 or escaped. */
const CAPTURE_LINE_LIMIT = 2 * LINE_LIMIT;

/** `name`: what the run is called, usually the name of the file. */
export function createImporter(name: string): Importer {
  return new FileImporter(name);
}

class FileImporter implements Importer {
  readonly #name: string;
  #first = new Uint8Array(0);
  #framer: Framer | null = null;
  #reader: FileReader | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  get takenFor(): string | null {
    return this.#reader?.takenFor ?? null;
  }

  get refused(): string | null {
    return this.#reader?.refused ?? null;
  }

  get runs(): number {
    return this.#reader?.runs ?? 0;
  }

  get notes(): readonly string[] {
    return this.#reader?.notes ?? [];
  }

  push(bytes: Uint8Array): string[] {
    if (this.#framer !== null) return this.#read(this.#framer.push(bytes), false);
    this.#first = joined(this.#first, bytes);
    return this.#first.length < SNIFF_BYTES ? [] : this.#begin();
  }

  end(): string[] {
    const lines = this.#framer === null ? this.#begin() : [];
    if (this.#framer !== null) lines.push(...this.#read(this.#framer.end(), true));
    this.#reader?.end(lines);
    return lines;
  }

  #begin(): string[] {
    const framing = sniffFraming(null, this.#first);
    this.#framer = createFramer(framing, CAPTURE_LINE_LIMIT);
    if (framing === 'sse') this.#reader = new SseReader(this.#name);
    const lines = this.#read(this.#framer.push(this.#first), false);
    this.#first = new Uint8Array(0);
    return lines;
  }

  #read(frames: readonly Frame[], tail: boolean): string[] {
    const out: string[] = [];
    for (const frame of frames) {
      this.#reader ??= isOurs(frame) ? new CaptureReader() : new ForeignReader(this.#name);
      this.#reader.frame(frame, tail, out);
    }
    return out;
  }
}

/** A file is a capture where its first line is a record of one, even one whose header was cut off. */
function isOurs(frame: Frame): boolean {
  if (frame.kind !== 'line') return false;
  if (RECORD.test(frame.text)) return true;
  const { kind } = frame.text.includes('"patchcap"') ? decodeLine(frame.text) : { kind: 'ignored' };
  return kind === 'header' || kind === 'refused';
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
