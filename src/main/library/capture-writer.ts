import type { FileHandle } from 'node:fs/promises';
import { codeOf, createNew } from './capture-names.ts';

/** Records one run as it arrives. Nothing that happens to the file ever reaches the run. */
export interface CaptureWriter {
  /** The capture's id, which is its file name; null where no file could be made. */
  readonly id: string | null;
  /** Why the run is not, or not wholly, in the file, in a sentence; null while all is well. */
  readonly problem: string | null;
  /** Whole lines joined by LF, without a last one. */
  write(lines: string): void;
  /** Resolves when everything is on the disk. */
  end(): Promise<void>;
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

export async function captureWriter(options: WriterOptions): Promise<CaptureWriter> {
  const { folder, wall, title, onProblem = () => {}, create = createNew } = options;
  try {
    const { id, file } = await create(folder, `${wall.replaceAll(':', '-')}-${slug(title)}`);
    return new FileWriter(id, file, onProblem);
  } catch (error) {
    return { id: null, problem: sentence(error), write: () => {}, end: () => Promise.resolve() };
  }
}

class FileWriter implements CaptureWriter {
  readonly id: string;
  problem: string | null = null;
  readonly #file: CaptureFile;
  readonly #onProblem: (problem: string) => void;
  #waiting: string[] = [];
  #size = 0;
  #written = false;
  #timer: NodeJS.Timeout | null = null;
  /** Writes follow one another; each starts when the one before it is done. */
  #last: Promise<void> = Promise.resolve();

  constructor(id: string, file: CaptureFile, onProblem: (problem: string) => void) {
    this.id = id;
    this.#file = file;
    this.#onProblem = onProblem;
  }

  write(lines: string): void {
    if (this.problem !== null) return;
    this.#waiting.push(lines);
    this.#size += lines.length;
    if (this.#size > MAX_WAITING) {
      this.#fail(new Error('the disk is too slow for this stream'));
      return;
    }
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  async end(): Promise<void> {
    this.#flush();
    await this.#last;
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
