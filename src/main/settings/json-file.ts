import { readFileSync, renameSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import type * as z from 'zod';

/**
 * One small JSON file of the data folder, held in memory and written whole.
 *
 * 1. What is read has been checked; a file that is no longer readable is kept aside as `.bad` and the fallback taken.
 * 2. A write is atomic, and writes of one file follow one another in the order of the calls.
 */
export class JsonFile<T extends object> {
  readonly #path: string;
  readonly #mode: number;
  #value: T;

  constructor(path: string, schema: z.ZodType<T>, fallback: T, mode = 0o600) {
    this.#path = path;
    this.#mode = mode;
    this.#value = load(path, schema) ?? fallback;
  }

  get value(): Readonly<T> {
    return this.#value;
  }

  async write(value: T): Promise<void> {
    this.#value = value;
    await writeFileAtomic(this.#path, serialise(value), { mode: this.#mode });
  }

  /** For the moment before the process ends. */
  writeNow(value: T): void {
    this.#value = value;
    writeFileAtomic.sync(this.#path, serialise(value), { mode: this.#mode });
  }
}

function serialise(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function load<T>(path: string, schema: z.ZodType<T>): T | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  renameSync(path, `${path}.bad`);
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
