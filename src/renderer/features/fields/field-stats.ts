import type { JsonValue, Operation } from '../../../core/patch/operation.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { escapeToken } from '../rows/pattern.ts';

/** What the stream did at all places of one pattern (`/steps/*`). Events are indices into the log. */
export interface FieldStat {
  pattern: string;
  type: string;
  /** Places of the pattern that were seen. */
  count: number;
  firstSeen: number;
  firstLanded: number;
  lastLanded: number;
  /** Milliseconds of the stream that its own operations took; what lies below it is counted there. */
  ms: number;
}

/** Objects used as maps have a pattern a key; beyond this many they are left out. */
const MOST_PATTERNS = 5000;

/**
 * Gathers the statistics of each field in one pass over the log, carried on as it grows; about 2 µs an event, for the
 * operations are decoded again.
 */
export class FieldStats {
  readonly #record: RunRecord;
  readonly #stats = new Map<string, FieldStat>();
  readonly #arrays = new Set<string>();
  #next = 0;
  /** The socket read that is being gathered: its interval is divided once all of it is there. */
  #read: { c: number | null; ms: number; bytes: Map<string, number>; total: number } | null = null;
  #lastT: number | null = null;
  #parent = { path: '', pattern: '' };

  constructor(record: RunRecord) {
    this.#record = record;
  }

  /** In order of arrival. */
  get stats(): ReadonlyMap<string, FieldStat> {
    return this.#stats;
  }

  get upToDate(): boolean {
    return this.#next >= this.#record.log.length;
  }

  /** Takes in events until all are in or `enough` says so (asked every 64). */
  advance(enough: () => boolean): void {
    const { log } = this.#record;
    for (let n = 1; this.#next < log.length; n++, this.#next++) {
      this.#take(this.#next);
      if (n % 64 === 0 && enough()) {
        this.#next++;
        return;
      }
    }
  }

  /** Milliseconds by pattern, the last read included. */
  milliseconds(pattern: string): number {
    const own = this.#stats.get(pattern)?.ms ?? 0;
    const read = this.#read;
    if (read === null || read.total === 0) return own;
    return own + (read.ms * (read.bytes.get(pattern) ?? 0)) / read.total;
  }

  #take(event: number): void {
    const { log } = this.#record;
    const kind = log.kind(event);
    if ((kind !== 'op' && kind !== 'ops') || log.error(event) !== null) return;
    const seen = log.event(event);
    const ops = seen.kind === 'op' ? [seen.op] : seen.kind === 'ops' ? seen.ops : [];
    let own = '';
    for (const op of ops) own = this.#land(op, event);
    if ('text' in seen) this.#spend(event, own, seen.text.length);
  }

  #land(op: Operation, event: number): string {
    const pattern = this.#patternOf(op.path);
    if (op.op === 'add' || op.op === 'replace') this.#value(pattern, op.value, event);
    else if (op.op === 'append') this.#touch(pattern, 'string', event, false);
    else if (op.op === 'move' || op.op === 'copy') this.#touch(pattern, 'any', event, true);
    return pattern;
  }

  #value(pattern: string, value: JsonValue, event: number): void {
    if (Array.isArray(value)) {
      this.#arrays.add(pattern);
      this.#touch(pattern, 'array', event, true);
      for (const item of value) this.#value(`${pattern}/*`, item, event);
    } else if (typeof value === 'object' && value !== null) {
      this.#arrays.delete(pattern);
      this.#touch(pattern, 'object', event, true);
      for (const [key, child] of Object.entries(value))
        this.#value(`${pattern}/${escapeToken(key)}`, child, event);
    } else this.#touch(pattern, value === null ? 'null' : typeof value, event, true);
  }

  #touch(pattern: string, type: string, event: number, isNew: boolean): void {
    const stat = this.#stats.get(pattern);
    if (stat !== undefined) {
      stat.lastLanded = event;
      if (isNew) stat.count += 1;
      if (stat.type === 'any' || stat.type === 'null') stat.type = type;
      return;
    }
    if (this.#stats.size >= MOST_PATTERNS) return;
    this.#stats.set(pattern, {
      pattern,
      type,
      count: 1,
      firstSeen: event,
      firstLanded: event,
      lastLanded: event,
      ms: 0,
    });
  }

  /** The time since the last read is divided among a read's operations by their bytes. */
  #spend(event: number, pattern: string, bytes: number): void {
    const t = this.#record.log.t(event);
    if (t === null) return;
    const c = this.#record.log.c(event);
    if (this.#read === null || c === null || this.#read.c !== c) {
      this.#settle();
      // Before the first operation the stream was waiting, not writing.
      this.#read = { c, ms: this.#lastT === null ? 0 : t - this.#lastT, bytes: new Map(), total: 0 };
    }
    this.#read.bytes.set(pattern, (this.#read.bytes.get(pattern) ?? 0) + bytes);
    this.#read.total += bytes;
    this.#lastT = t;
  }

  #settle(): void {
    const read = this.#read;
    if (read === null || read.total === 0) return;
    for (const [pattern, bytes] of read.bytes) {
      const stat = this.#stats.get(pattern);
      if (stat !== undefined) stat.ms += (read.ms * bytes) / read.total;
    }
  }

  /** A number is an index where the place above was last seen as an array. */
  #patternOf(path: string): string {
    const cut = path.lastIndexOf('/');
    if (cut < 0) return '';
    const parent = path.slice(0, cut);
    if (this.#parent.path !== parent) this.#parent = { path: parent, pattern: this.#patternOf(parent) };
    const above = this.#parent.path === parent ? this.#parent.pattern : this.#patternOf(parent);
    return `${above}/${this.#arrays.has(above) ? '*' : path.slice(cut + 1)}`;
  }
}
