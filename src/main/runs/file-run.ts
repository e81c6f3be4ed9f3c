import { type FileHandle, open } from 'node:fs/promises';
import type { OpenedRun, RunChunk } from '../../bridge/contract.ts';
import { isHeaderLine } from '../../core/capture/capture-reader.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import { createImporter, type Importer } from '../../core/capture/import.ts';
import { assess, type DocumentCheck } from '../../core/run/assess.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { Refusal } from '../refusal.ts';
import type { Run } from './run.ts';

/** As much of a file as is read at once: its lines make about one answer. */
const READ_BYTES = 1024 * 1024;
/** Enough to tell what a file is, and for the header of our own, with a schema in it. */
const HEAD_BYTES = 64 * 1024;

export interface FileSource {
  path: string;
  /** As shown, and as the importer sees it. */
  name: string;
  run: string;
  /** Its id in the library, or null. */
  capture: string | null;
  /** Called when nobody reads it any more. */
  onClose?(): Promise<void>;
}

/** Opens a file as a run: looks at its beginning and end, and reads the rest as the window asks for it. */
export async function openFileRun(source: FileSource, check: DocumentCheck): Promise<Run> {
  const file = await opened(source);
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, HEAD_BYTES);
    const importer = createImporter(source.name);
    const first = [...importer.push(head)];
    if (head.length >= size) first.push(...importer.end());
    if (importer.refused !== null) throw new Refusal('unreadable', importer.refused);
    const header = headerOf(first);
    const description: OpenedRun = {
      run: source.run,
      capture: source.capture,
      name: source.name,
      header,
      live: false,
      size,
      takenFor: importer.takenFor,
      notes: importer.takenFor === null ? await notesOf(file, size) : [],
    };
    return new FileRun(source, description, check);
  } finally {
    await file.close();
  }
}

/** Where one reader is in the file. */
interface Cursor {
  file: FileHandle;
  importer: Importer;
  bytes: number;
  /** Answers given so far; `from` and `next` count them. */
  chunks: number;
  headers: number;
  /** The last stretch has been given. */
  done: boolean;
}

class FileRun implements Run {
  readonly opened: OpenedRun;
  readonly #source: FileSource;
  readonly #check: DocumentCheck;
  #cursor: Cursor | null = null;
  /** Folded beside the reading, for the verdict; null once it is known, or where a reader has gone back. */
  #record: RunRecord | null = null;
  #folding: Promise<void> = Promise.resolve();
  #verdict: Verdict | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(source: FileSource, opened: OpenedRun, check: DocumentCheck) {
    this.#source = source;
    this.opened = opened;
    this.#check = check;
  }

  /** One read at a time; a reader that goes back begins at the start of the file again. */
  read(from: number): Promise<RunChunk> {
    const answer = this.#turn.then(() => this.#read(from));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  stop(): void {}

  async close(): Promise<void> {
    await this.#turn;
    await this.#cursor?.file.close();
    this.#cursor = null;
    await this.#source.onClose?.();
  }

  async #read(from: number): Promise<RunChunk> {
    const cursor = await this.#at(from);
    while (cursor.chunks < from) {
      const { done } = await this.#advance(cursor);
      if (done) break;
    }
    const { lines, done } = await this.#advance(cursor);
    const next = cursor.chunks;
    const size = this.opened.size ?? 0;
    const progress = size === 0 || done ? 1 : Math.min(1, cursor.bytes / size);
    return {
      lines: lines.join('\n'),
      next,
      done,
      progress,
      now: null,
      verdict: done ? await this.#assess() : null,
    };
  }

  async #at(from: number): Promise<Cursor> {
    if (this.#cursor !== null && this.#cursor.chunks <= from) return this.#cursor;
    await this.#cursor?.file.close();
    const file = await opened(this.#source);
    const importer = createImporter(this.#source.name);
    this.#cursor = { file, importer, bytes: 0, chunks: 0, headers: 0, done: false };
    if (this.#verdict === null) {
      await this.#folding;
      this.#record = new RunRecord();
    }
    return this.#cursor;
  }

  /** The lines of the next stretch; with `done` after the last, or before the header of a second run. */
  async #advance(cursor: Cursor): Promise<{ lines: string[]; done: boolean }> {
    const lines: string[] = [];
    while (lines.length === 0 && !cursor.done) {
      const bytes = await readAt(cursor.file, cursor.bytes, READ_BYTES);
      cursor.bytes += bytes.length;
      cursor.done = bytes.length < READ_BYTES;
      const { importer } = cursor;
      for (const line of [...importer.push(bytes), ...(cursor.done ? importer.end() : [])]) {
        if (isHeaderLine(line) && ++cursor.headers > 1) {
          cursor.done = true;
          break;
        }
        lines.push(line);
      }
    }
    cursor.chunks++;
    this.#fold(lines);
    return { lines, done: cursor.done };
  }

  /** After the answer has gone out, so that the window folds the same lines meanwhile. */
  #fold(lines: string[]): void {
    const record = this.#record;
    if (record === null) return;
    this.#folding = foldAfter(this.#folding, record, lines);
  }

  async #assess(): Promise<Verdict | null> {
    await this.#folding;
    if (this.#record !== null) this.#verdict = assess(this.#record, this.#check);
    this.#record = null;
    return this.#verdict;
  }
}

async function foldAfter(before: Promise<void>, record: RunRecord, lines: string[]): Promise<void> {
  await before;
  await new Promise((resolve) => setImmediate(resolve));
  for (const line of lines) record.push(line);
}

const HEADER_START = '{"$":"patchcap"';

function headerOf(lines: string[]): OpenedRun['header'] {
  for (const line of lines) {
    const record = decodeLine(line);
    if (record.kind === 'header') return record.header;
    if (record.kind !== 'ignored') return null;
  }
  return null;
}

/** Looks through one of our own files for what a person should know before reading it: 57 MB take about 50 ms. */
async function notesOf(file: FileHandle, size: number): Promise<string[]> {
  let headers = 0;
  let tail = Buffer.alloc(0);
  for (let at = 0; at < size; at += READ_BYTES) {
    // A line may begin in one stretch and be recognised in the next.
    tail = Buffer.concat([tail.subarray(-HEADER_START.length), await readAt(file, at, READ_BYTES)]);
    headers += count(tail, `\n${HEADER_START}`);
  }
  const runs = headers + 1;
  return [
    ...(runs > 1 ? [`The file holds ${runs} runs, one after another; the first is shown.`] : []),
    ...(tail.length > 0 && tail.at(-1) !== LF ? ['The last line of the file was cut short.'] : []),
  ];
}

const LF = 10;

function count(bytes: Buffer, text: string): number {
  let found = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) found++;
  return found;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function opened({ path, name }: FileSource): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new Refusal('not found', `There is no file ${name}.`);
    throw new Refusal('unreadable', `${name} cannot be read (${String(code)}).`);
  }
  throw new Refusal('unreadable', `${name} is not a file.`);
}
