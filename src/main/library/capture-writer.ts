import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Half of the 100 ms that a crash may cost, so that a slow disk has the other half. */
const FLUSH_MS = 50;
/** A disk that cannot follow must not fill the memory instead. */
const MAX_WAITING = 64 * 1024 * 1024;

export const CAPTURE_SUFFIX = '.patchcap.ndjson';

export async function captureWriter(folder: string, wall: string, title: string): Promise<CaptureWriter> {
  const name = `${wall.replaceAll(':', '-')}-${slug(title)}`;
  try {
    const { id, file } = await create(folder, name);
    return new FileWriter(id, file);
  } catch (error) {
    return { id: null, problem: sentence(error), write: () => {}, end: () => Promise.resolve() };
  }
}

class FileWriter implements CaptureWriter {
  readonly id: string;
  problem: string | null = null;
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #size = 0;
  #timer: NodeJS.Timeout | null = null;
  /** Writes follow one another; each starts when the one before it is done. */
  #last: Promise<void> = Promise.resolve();

  constructor(id: string, file: FileHandle) {
    this.id = id;
    this.#file = file;
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
      if (this.problem === null) await this.#file.appendFile(text);
      this.#size -= text.length;
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.problem ??= sentence(error);
    this.#waiting = [];
  }
}

/** Two runs may begin in the same millisecond; the second gets a number. */
async function create(folder: string, name: string): Promise<{ id: string; file: FileHandle }> {
  for (let number = 1; ; number++) {
    const id = `${name}${number === 1 ? '' : `-${number}`}${CAPTURE_SUFFIX}`;
    try {
      return { id, file: await open(join(folder, id), 'ax', 0o600) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Letters and digits of any script; the rest becomes dashes. 40 letters of up to four bytes fit every file system. */
function slug(title: string): string {
  const letters = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(letters).slice(0, 40).join('').toLowerCase() || 'run';
}

function sentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why =
    { ENOSPC: 'the disk is full', EACCES: 'the folder is not writable', EROFS: 'the disk is read-only' }[
      code
    ] ?? (error instanceof Error ? error.message : String(error));
  return `This run is not saved: ${why}.`;
}
