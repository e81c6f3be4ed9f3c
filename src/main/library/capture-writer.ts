import type { FileHandle } from 'node:fs/promises';
import { codeOf, createNew } from './capture-names.ts';

/** Records runs as they arrive. Nothing that happens to the file ever reaches the run. */
export interface Recording {
  /** Why the run is not, or not wholly, in the file, in a sentence; null while all is well. */
  readonly problem: string | null;
  /** Whole lines joined by LF, without a last one. */
  write(lines: string): void;
  /** Resolves when all that was given so far is in the file, or will never be. */
  written(): Promise<void>;
  /** Resolves when everything is on the disk. */
  end(): Promise<void>;
}

/** The recording of one run into a file of its own in the library. */
export interface CaptureWriter extends Recording {
  /** The capture's id, which is its file name; null where no file could be made. */
  readonly id: string | null;
}

/** What a writer needs of a file; an interface so that a test can put a failing disk in its place. */
export type CaptureFile = Pick<FileHandle, 'appendFile' | 'sync' | 'close' | 'stat'>;

export interface WriterOptions {
  folder: string;
  /** Wall time of the run, RFC 3339. */
  wall: string;
  title: string;
  /** Called once, with the sentence, when something goes wrong in the middle. */
  onProblem?: (problem: string) => void;
  create?: (folder: string, name: string) => Promise<{ id: string; file: CaptureFile }>;
}

/** Half of the 100 ms that a crash may cost, so that a slow disk has the other half. */
const FLUSH_MS = 50;
/** A disk that cannot follow must not fill the memory instead. */
const MAX_WAITING = 64 * 1024 * 1024;

/** Makes the file, before anything has come. Killed before the first byte of an answer, it is empty, and opens as that. */
export async function captureWriter(options: WriterOptions): Promise<CaptureWriter> {
  const { folder, wall, title, onProblem = () => {}, create = createNew } = options;
  try {
    const { id, file } = await create(folder, `${wall.replaceAll(':', '-')}-${slug(title)}`);
    return Object.assign(recordInto(file, onProblem), { id });
  } catch (error) {
    return { id: null, problem: sentence(error), write() {}, async written() {}, async end() {} };
  }
}

/** The one way in which a run comes into a file: within 100 ms of its arrival, and synced at the end. */
export function recordInto(file: CaptureFile, onProblem: (problem: string) => void): Recording {
  return new FileWriter(file, onProblem);
}

class FileWriter implements Recording {
  problem: string | null = null;
  readonly #file: CaptureFile;
  readonly #onProblem: (problem: string) => void;
  #waiting: string[] = [];
  #size = 0;
  #begun = false;
  #written = false;
  #timer: NodeJS.Timeout | null = null;
  /** Writes follow one another; each starts when the one before it is done. */
  #last: Promise<void> = Promise.resolve();

  constructor(file: CaptureFile, onProblem: (problem: string) => void) {
    this.#file = file;
    this.#onProblem = onProblem;
  }

  write(lines: string): void {
    if (this.problem !== null) return;
    this.#waiting.push(lines);
    this.#size += lines.length + 1;
    if (this.#size > MAX_WAITING) {
      this.#fail(new Error('the disk is too slow for this stream'));
      return;
    }
    // The header goes out at once: with it a file says what was asked, whatever becomes of the rest.
    if (this.#begun) this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
    else this.#flush();
    this.#begun = true;
  }

  written(): Promise<void> {
    this.#flush();
    return this.#last;
  }

  async end(): Promise<void> {
    await this.written();
    try {
      if (this.problem === null) await this.#file.sync();
      await this.#file.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const text = `${this.#waiting.join('\n')}\n`;
    this.#waiting = [];
    this.#last = this.#last.then(() => this.#append(text));
  }

  async #append(text: string): Promise<void> {
    try {
      if (this.problem !== null) return;
      await this.#file.appendFile(text);
      this.#written = true;
      this.#size -= text.length;
      // A file that nobody can find any more takes everything without a complaint. About 30 µs, twenty times a second.
      if ((await this.#file.stat()).nlink === 0) throw new Error(DELETED);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#waiting = [];
    if (this.problem !== null) return;
    this.problem = sentence(error, this.#written);
    this.#onProblem(this.problem);
  }
}

const DELETED = 'its file was deleted';

/** Letters and digits of any script; the rest becomes dashes. 40 letters of up to four bytes fit every file system. */
function slug(title: string): string {
  const letters = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(letters).slice(0, 40).join('').toLowerCase() || 'run';
}

const REASONS: { [code: string]: string } = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'the folder is not writable',
  EPERM: 'the folder is not writable',
  EROFS: 'the disk is read-only',
  EIO: 'the disk reports an error',
  ENOENT: 'the folder of captures is gone',
  EMFILE: 'too many files are open',
};

function sentence(error: unknown, begun = false): string {
  const text = error instanceof Error ? error.message : String(error);
  const why = REASONS[codeOf(error)] ?? text;
  const what =
    begun && text !== DELETED ? 'Only the beginning of this run is in its file' : 'This run is not saved';
  return `${what}: ${why}.`;
}
