import type { OpenedRun, Reading, RunChunk } from '../../bridge/contract.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import { createImporter, type Importer } from '../../core/capture/import.ts';
import { TORN_NOTE } from '../../core/capture/importers/frame-reader.ts';
import { SyntheticClock } from '../../core/capture/synthetic.ts';
import { assess, type DocumentCheck } from '../../core/run/assess.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { toUtf8 } from '../../core/wire/utf8.ts';
import type { Arrival } from '../library/arrival.ts';
import { Refusal } from '../refusal.ts';
import { partsOf, type Parts } from './file-parts.ts';
import { PartFilter } from './part-filter.ts';
import type { Run } from './run.ts';
import { SourceFile } from './source-file.ts';

/** As much of a file as is read at once: its lines make about one answer. */
const READ_BYTES = 1024 * 1024;
/** Enough to tell what a file is, and for the header of our own, with a schema in it. */
const HEAD_BYTES = 64 * 1024;

/** As it was found: nothing overruled, and of several runs the first. */
export const AS_FOUND: Reading = { format: null, unit: null, part: 0, times: null };

export interface FileSource {
  path: string;
  /** As shown, and as the importer sees it. */
  name: string;
  run: string;
  /** Its id in the library, or null. */
  capture: string | null;
  reading: Reading;
  /** Where it is still being brought in. */
  arrival?: Arrival | undefined;
  /** Called when nobody reads it any more. */
  onClose?: (() => Promise<void>) | undefined;
}

/** What becomes known while a run is read. */
export interface FileRunEvents {
  check: DocumentCheck;
  onVerdict(source: FileSource, verdict: Verdict): void;
  /** More is known of the file than `opened` told: notes, parts. */
  onChange(opened: OpenedRun): void;
}

/** Opens a file as a run: looks at its beginning, and reads the rest as the window asks for it and as it comes. */
export async function openFileRun(source: FileSource, events: FileRunEvents): Promise<FileRun> {
  const file = await opened(source);
  try {
    const { size } = file;
    const parts = await partsOf(file, () => importerOf(source));
    if (parts.refused !== null) throw new Refusal('unreadable', parts.refused);
    const description: OpenedRun = {
      run: source.run,
      capture: source.capture,
      name: source.name,
      header: await headerOf(file, source),
      live: false,
      size,
      takenFor: parts.takenFor,
      notes: notesOf(parts, size, source.reading.part),
      saved: true,
      reading: source.reading,
      parts: parts.parts,
    };
    const run = new FileRun(source, description, events);
    if (!parts.areAll) void run.lookAgain();
    return run;
  } finally {
    await file.close();
  }
}

/** Where one reader is in the file. */
interface Cursor {
  file: SourceFile;
  importer: Importer;
  filter: PartFilter;
  clock: SyntheticClock | null;
  bytes: number;
  /** Answers given so far; `from` and `next` count them. */
  chunks: number;
  /** The last stretch has been given. */
  done: boolean;
}

export class FileRun implements Run {
  readonly opened: OpenedRun;
  readonly source: FileSource;
  readonly #events: FileRunEvents;
  #cursor: Cursor | null = null;
  /** Folded beside the reading, for the verdict; null once it is known. A reader who goes back folds anew. */
  #record: RunRecord | null = null;
  #folding: Promise<void> = Promise.resolve();
  #verdict: Verdict | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #handedOver = false;

  constructor(source: FileSource, opened: OpenedRun, events: FileRunEvents) {
    this.source = source;
    this.opened = opened;
    this.#events = events;
  }

  /** One read at a time; a reader that goes back begins at the start of the file again. */
  read(from: number): Promise<RunChunk> {
    const answer = this.#turn.then(() => this.#read(from));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  /** What of the file has not come yet is not wanted any more. */
  stop(): void {
    this.source.arrival?.stop(new Refusal('unreadable', `${this.source.name} was not brought in whole.`));
  }

  /** All the runs in the file, once all of it is there. */
  async lookAgain(): Promise<void> {
    try {
      await this.source.arrival?.reach(Infinity);
      const file = await opened(this.source);
      try {
        const { parts } = await partsOf(file, () => importerOf(this.source), true);
        if (parts.length === this.opened.parts.length) return;
        this.opened.parts = parts;
        this.#events.onChange(this.opened);
      } finally {
        await file.close();
      }
    } catch {
      // A file that does not come whole, or cannot be read any more, is told to whoever reads it.
    }
  }

  /** The file belongs to another run now, which closes it. */
  handOver(): void {
    this.#handedOver = true;
  }

  async close(): Promise<void> {
    // A read may be waiting for what is still on its way.
    if (!this.#handedOver) this.stop();
    await this.#turn;
    await this.#cursor?.file.close();
    this.#cursor = null;
    if (!this.#handedOver) await this.source.onClose?.();
  }

  async #read(from: number): Promise<RunChunk> {
    const cursor = await this.#at(from);
    while (cursor.chunks < from) {
      const { done } = await this.#advance(cursor);
      if (done) break;
    }
    const { text, done } = await this.#advance(cursor);
    const next = cursor.chunks;
    const size = this.opened.size ?? 0;
    const progress = size === 0 || done ? 1 : Math.min(1, cursor.bytes / size);
    if (done) this.#noteAll(cursor.importer);
    return {
      bytes: toUtf8(text),
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
    const { reading } = this.source;
    this.#cursor = {
      file: await opened(this.source),
      importer: importerOf(this.source),
      filter: new PartFilter(reading.part),
      clock: reading.times === null ? null : new SyntheticClock(reading.times),
      bytes: 0,
      chunks: 0,
      done: false,
    };
    if (this.#verdict === null) {
      await this.#folding;
      this.#record = new RunRecord();
    }
    return this.#cursor;
  }

  /** The lines of the next stretch; with `done` after the last, or before the header of the run that follows. */
  async #advance(cursor: Cursor): Promise<{ text: string; done: boolean }> {
    const { importer, filter, clock } = cursor;
    const lines: string[] = [];
    while (lines.length === 0 && !cursor.done) {
      const bytes = await cursor.file.read(cursor.bytes, READ_BYTES);
      cursor.bytes += bytes.length;
      cursor.done = bytes.length < READ_BYTES;
      for (const line of [...importer.push(bytes), ...(cursor.done ? importer.end() : [])]) {
        if (filter.admits(line)) {
          if (clock === null) lines.push(line);
          else lines.push(...clock.lines(line));
        } else if (filter.over) {
          cursor.done = true;
          break;
        }
      }
    }
    cursor.chunks++;
    const text = lines.join('\n');
    this.#fold(text);
    return { text, done: cursor.done };
  }

  /** After the answer has gone out, so that the window folds the same lines meanwhile. */
  #fold(text: string): void {
    const record = this.#record;
    if (record === null) return;
    this.#folding = foldAfter(this.#folding, record, text);
  }

  async #assess(): Promise<Verdict | null> {
    await this.#folding;
    if (this.#record !== null) {
      this.#verdict = await assess(this.#record, this.#events.check);
      this.#events.onVerdict(this.source, this.#verdict);
    }
    this.#record = null;
    return this.#verdict;
  }

  /** What only reading the whole file could tell. */
  #noteAll({ notes }: Importer): void {
    const { reading, parts } = this.opened;
    const isLast = (reading?.part ?? 0) >= parts.length - 1;
    const more = notes.filter(
      (note) => !isCount(note) && !this.opened.notes.includes(note) && (isLast || note !== TORN_NOTE),
    );
    if (more.length === 0) return;
    this.opened.notes = [...this.opened.notes, ...more];
    this.#events.onChange(this.opened);
  }
}

async function foldAfter(before: Promise<void>, record: RunRecord, text: string): Promise<void> {
  await before;
  await new Promise((resolve) => setImmediate(resolve));
  record.pushAll(text);
}

function importerOf({ name, reading: { format, unit } }: FileSource): Importer {
  return createImporter(name, {
    ...(format === null ? {} : { from: format }),
    ...(unit === null ? {} : { unit }),
  });
}

function notesOf({ notes, parts }: Parts, size: number, part: number): string[] {
  if (size === 0) return ['The file is empty: its recording ended before anything had come.'];
  const isLast = part >= parts.length - 1;
  return notes.filter((note) => !isCount(note) && (isLast || note !== TORN_NOTE));
}

/** The runs in a file are a list of their own. */
function isCount(note: string): boolean {
  return note.startsWith('The file holds');
}

/** With which the part that is read begins; null where it has none. */
async function headerOf(file: SourceFile, source: FileSource): Promise<OpenedRun['header']> {
  const importer = importerOf(source);
  const filter = new PartFilter(source.reading.part);
  for (let at = 0; ; at += HEAD_BYTES) {
    const bytes = await file.read(at, HEAD_BYTES);
    const whole = at + bytes.length >= file.size;
    for (const line of [...importer.push(bytes), ...(whole ? importer.end() : [])]) {
      if (filter.admits(line)) {
        const record = decodeLine(line);
        if (record.kind === 'header') return record.header;
        if (record.kind !== 'ignored') return null;
      } else if (filter.over) return null;
    }
    if (whole) return null;
  }
}

function opened({ path, name, arrival }: FileSource): Promise<SourceFile> {
  return SourceFile.open(path, name, arrival);
}
