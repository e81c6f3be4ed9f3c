import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureEntry } from '../../bridge/contract.ts';
import type { DocumentCheck } from '../../core/run/assess.ts';
import { type CaptureIndex, type IndexRow, readIndex, writeIndex } from './capture-index.ts';
import { Refusal } from '../refusal.ts';
import { codeOf, isCaptureName } from './capture-names.ts';
import { judge, type Judgement, JUDGED_UNASKED_BYTES } from './judge.ts';
import { readEntry } from './read-entry.ts';
import { slices } from './slices.ts';

/** Sizes and dates asked for at once: the system answers four at a time, and more waiting ones cost nothing. */
const STATS_AT_ONCE = 32;
/** Judgements become known one by one; they are told, and the index written, this often, */
const KEEP_MS = 1000;
/** and in a large library less often: telling costs the window a list of everything. */
const KEEP_MS_A_ROW = 2;

export interface CatalogueOptions {
  folder: string;
  indexPath: string;
  check: DocumentCheck;
  /** Entries are other than they were, without anybody having touched a file. */
  onJudged(): void;
}

/**
 * What is known of the captures in a folder.
 *
 * 1. A row holds as long as its file's size and date do; the file of a changed row is read again.
 * 2. Nothing here holds up the loop: thousands of rows are read, looked at and written in slices.
 * 3. While a run is recorded none is judged unasked: it would stand between a socket and its stamp.
 * 4. The index may be deleted at any time.
 */
export class Catalogue {
  readonly #options: CatalogueOptions;
  readonly #recording = new Set<string>();
  /** What was found of runs whose row is about to be read again. */
  readonly #learned = new Map<string, Judgement>();
  #rows: Promise<CaptureIndex> | null = null;
  #scanning: Promise<CaptureIndex> | null = null;
  #next: Promise<CaptureIndex> | null = null;
  #judging = false;
  #news = false;
  #later: NodeJS.Timeout | null = null;
  #closed = false;
  #size = 0;

  constructor(options: CatalogueOptions) {
    this.#options = options;
  }

  /** Every file's row, each up to date. One scan at a time: who comes in the middle of one shares the one after it. */
  scan(): Promise<CaptureIndex> {
    if (this.#scanning === null) {
      this.#scanning = this.#scan().finally(() => {
        this.#scanning = null;
      });
      return this.#scanning;
    }
    this.#next ??= this.#scanning
      .catch(() => {})
      .then(() => {
        this.#next = null;
        return this.scan();
      });
    return this.#next;
  }

  /** Looks at these files again, or at all that are known or there; gives what changed, and what is gone. */
  async look(names: Iterable<string> | null): Promise<{ changed: boolean; gone: string[] }> {
    const index = await this.#known();
    const ids = names ?? [...index.keys(), ...(await captureNames(this.#options.folder))];
    const gone: string[] = [];
    let changed = false;
    for (const id of ids) {
      if (!isCaptureName(id)) continue;
      const had = index.has(id);
      if (await this.#refresh(index, id)) changed = true;
      // One that is named and not there is gone now, even where a list asked for in between has dropped its row already.
      if (!index.has(id) && (had || names !== null)) gone.push(id);
    }
    if (changed) this.#keepSoon(false);
    void this.#judgeAll(index);
    return { changed: changed || gone.length > 0, gone };
  }

  /** The row of one file, looked at anew. */
  async row(id: string): Promise<IndexRow | undefined> {
    const index = await this.#known();
    if (await this.#refresh(index, id)) this.#keepSoon(false);
    return index.get(id);
  }

  isRecording(id: string): boolean {
    return this.#recording.has(id);
  }

  record(id: string): void {
    this.#recording.add(id);
  }

  recorded(id: string, judgement: Judgement): void {
    this.#recording.delete(id);
    this.remember(id, judgement);
    void this.#known().then((index) => this.#judgeAll(index));
  }

  /** For the row that is read next; what is read of a file after that is judged anew. */
  remember(id: string, { ops, durationMs, verdict }: Judgement): void {
    this.#learned.set(id, { ops, durationMs, verdict });
  }

  async learn(id: string, judgement: Judgement): Promise<void> {
    const index = await this.#known();
    const row = index.get(id);
    if (row === undefined || row.entry.recording) return;
    const { ops, durationMs, verdict } = judgement;
    const isNews = row.entry.verdict?.headline !== verdict?.headline || row.entry.ops !== ops;
    index.set(id, { ...row, judged: true, entry: { ...row.entry, ops, durationMs, verdict } });
    this.#keepSoon(isNews);
  }

  close(): void {
    this.#closed = true;
    if (this.#later !== null) clearTimeout(this.#later);
  }

  #known(): Promise<CaptureIndex> {
    this.#rows ??= readIndex(this.#options.indexPath);
    return this.#rows;
  }

  async #scan(): Promise<CaptureIndex> {
    const index = await this.#known();
    const ids = await captureNames(this.#options.folder);
    const there = new Set(ids);
    let changed = false;
    for (const id of index.keys()) if (!there.has(id)) changed = index.delete(id);
    for await (const some of slices(ids, STATS_AT_ONCE)) {
      const changes = await Promise.all(some.map((id) => this.#refresh(index, id)));
      changed ||= changes.includes(true);
    }
    this.#size = index.size;
    if (changed) this.#keepSoon(false);
    void this.#judgeAll(index);
    return index;
  }

  /** Brings one row up to date; true where it changed. */
  async #refresh(index: CaptureIndex, id: string): Promise<boolean> {
    const path = join(this.#options.folder, id);
    const old = index.get(id);
    const recording = this.#recording.has(id);
    try {
      const found = await stat(path);
      if (!found.isFile()) return index.delete(id);
      const { size: bytes, mtimeMs } = found;
      if (old !== undefined && old.entry.recording === recording) {
        // A file that is being recorded grows all the time, and what is said of it does not.
        if (recording || (old.bytes === bytes && old.mtimeMs === mtimeMs && old.entry.path === path)) {
          return false;
        }
      }
      const entry = await readEntry({ path, id, recording });
      const learned = this.#learned.get(id);
      const judged = learned !== undefined || bytes > JUDGED_UNASKED_BYTES;
      this.#learned.delete(id);
      index.set(id, { bytes, mtimeMs, judged, entry: { ...entry, ...learned } });
      return true;
    } catch (error) {
      // A file that cannot be read for a moment keeps the row it had.
      return codeOf(error) === 'ENOENT' ? index.delete(id) : false;
    }
  }

  async #judgeAll(index: CaptureIndex): Promise<void> {
    if (this.#judging || this.#closed || this.#recording.size > 0) return;
    this.#judging = true;
    try {
      const waiting = [...index.values()].filter((row) => !row.judged && !row.entry.recording).sort(byNewest);
      for (const row of waiting) {
        const { id, path } = row.entry;
        const judgement = await judge(path, id, this.#options.check).catch(() => null);
        if (this.#closed) return;
        if (index.get(id) === row) {
          index.set(id, { ...row, judged: true, entry: { ...row.entry, ...judgement } });
          this.#keepSoon(true);
        }
        if (this.#recording.size > 0) return;
      }
    } finally {
      this.#judging = false;
    }
  }

  /** Writes the index and tells of news, soon, and once for many. */
  #keepSoon(news: boolean): void {
    this.#news ||= news;
    if (this.#closed) return;
    const after = news ? Math.max(KEEP_MS, this.#size * KEEP_MS_A_ROW) : KEEP_MS;
    this.#later ??= setTimeout(() => {
      this.#later = null;
      if (this.#news) this.#options.onJudged();
      this.#news = false;
      // A folder that cannot be written to costs reading the captures again at the next start, and nothing else.
      void this.#known().then((index) => writeIndex(this.#options.indexPath, index).catch(() => {}));
    }, after);
    this.#later.unref();
  }
}

/** By the wall time of the run; a file that has none goes by its name, which begins with one where it is ours. */
export function byNewest(a: { entry: CaptureEntry }, b: { entry: CaptureEntry }): number {
  const [x, y] = [a.entry.wall ?? a.entry.id, b.entry.wall ?? b.entry.id];
  return x < y ? 1 : x > y ? -1 : 0;
}

export async function captureNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new Refusal('unreadable', `The folder of captures cannot be read (${codeOf(error)}): ${folder}`);
  });
  return entries.filter((entry) => entry.isFile() && isCaptureName(entry.name)).map(({ name }) => name);
}
