import type { FormatReader } from './format.ts';

/** What reading a whole document gives beside its lines. */
export interface WholeFindings {
  runs: number;
  notes: string[];
  /** Why nothing comes out of it, in a sentence. */
  refused?: string;
}

/**
 * Half of what a string of the engine can hold, and far above any archive of streams: a document that is JSON as a
 * whole is parsed as a whole.
 */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** A file that is one JSON document. `read` is given the parsed document and its text. */
export function whole(
  takenFor: string,
  read: (document: unknown, text: string, out: string[]) => WholeFindings,
): FormatReader {
  return new WholeReader(takenFor, read);
}

class WholeReader implements FormatReader {
  readonly takenFor: string;
  refused: string | null = null;
  runs = 0;
  notes: string[] = [];
  readonly #read: (document: unknown, text: string, out: string[]) => WholeFindings;
  readonly #decoder = new TextDecoder('utf-8');
  readonly #pieces: string[] = [];
  #bytes = 0;

  constructor(takenFor: string, read: (document: unknown, text: string, out: string[]) => WholeFindings) {
    this.takenFor = takenFor;
    this.#read = read;
  }

  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= LARGEST_BYTES) {
      this.#pieces.push(this.#decoder.decode(bytes, { stream: true }));
      return;
    }
    this.#pieces.length = 0;
    this.refused = `This ${this.takenFor} is larger than ${LARGEST_BYTES / 1024 / 1024} MiB, and it can only be read as a whole.`;
  }

  end(out: string[]): void {
    if (this.refused !== null) return;
    this.#pieces.push(this.#decoder.decode());
    const text = this.#pieces.join('');
    this.#pieces.length = 0;
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.refused = `This looks like ${this.takenFor}, but it is not JSON: ${why}`;
      return;
    }
    const { runs, notes, refused } = this.#read(document, text, out);
    this.runs = runs;
    this.notes = notes;
    if (refused !== undefined) this.refused = refused;
  }
}
