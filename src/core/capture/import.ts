import type { FormatReader, ImportOptions } from './importers/format.ts';
import { fileHead, HEAD_BYTES } from './importers/head.ts';
import { formatOf, importFormats } from './importers/table.ts';

/**
 * Turns the bytes of a file, in pieces, into lines of a capture. What can be read stands in `importers/table.ts`. What
 * cannot be read is a `bad` line with its reason. The lines do not depend on the pieces.
 */
export interface Importer {
  /** What the file was taken for, in words; null for a capture, and before enough of it has come. */
  readonly takenFor: string | null;
  /** The id of that format (`importFormats`); null before enough of it has come. */
  readonly format: string | null;
  /** Set where nothing can come out of the file: a later version of the format, a document that is no JSON. */
  readonly refused: string | null;
  /** No further run can begin in the file; false before its kind is known. */
  readonly isOneRun: boolean;
  /** Runs begun so far. Each begins with its header line, where the file has one. */
  readonly runs: number;
  /**
   * What a person should know about the file, in sentences: a torn tail, several runs, a unit that was assumed.
   * Complete after `end`.
   */
  readonly notes: readonly string[];
  push(bytes: Uint8Array): string[];
  end(): string[];
}

/** What a person may overrule. */
export interface ImporterOptions extends Omit<ImportOptions, 'name'> {
  /** The id of a format: the file is read as one, whatever it looks like. */
  from?: string;
}

/** `name`: what the run is called, usually the name of the file. Throws a `RangeError` for a format that is not there. */
export function createImporter(name: string, options: ImporterOptions = {}): Importer {
  const { from } = options;
  if (from !== undefined && !importFormats.some(({ id }) => id === from)) {
    throw new RangeError(`no format ${from}`);
  }
  return new FileImporter(name, options);
}

class FileImporter implements Importer {
  format: string | null = null;
  isOneRun = false;
  readonly #name: string;
  readonly #options: ImporterOptions;
  #first = new Uint8Array(0);
  #reader: FormatReader | null = null;

  constructor(name: string, options: ImporterOptions) {
    this.#name = name;
    this.#options = options;
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
    const out: string[] = [];
    if (this.#reader !== null) this.#reader.push(bytes, out);
    else {
      this.#first = joined(this.#first, bytes);
      if (this.#first.length >= HEAD_BYTES) this.#begin(false, out);
    }
    return out;
  }

  end(): string[] {
    const out: string[] = [];
    const reader = this.#reader ?? this.#begin(true, out);
    reader.end(out);
    return out;
  }

  #begin(whole: boolean, out: string[]): FormatReader {
    const { from, ...options } = this.#options;
    const format =
      importFormats.find(({ id }) => id === from) ??
      formatOf(
        fileHead(this.#first.subarray(0, HEAD_BYTES), whole && this.#first.length <= HEAD_BYTES),
        options.protocol,
      );
    this.format = format.id;
    this.isOneRun = format.isOneRun === true;
    this.#reader = format.open({ name: this.#name, ...options });
    this.#reader.push(this.#first, out);
    this.#first = new Uint8Array(0);
    return this.#reader;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
