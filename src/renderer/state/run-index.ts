import type { RunRecord } from '../../core/run/record.ts';

/**
 * What the panels ask of a run again and again, gathered in one pass over the log and carried on as it grows: about
 * 50 ns an event. Everything is by index in the log.
 */
export class RunIndex {
  readonly #record: RunRecord;
  #read = 0;
  #lastC: number | null = null;
  #lastT: number | null = null;
  #readStart = -1;
  /** Events with something wrong about them, ascending. */
  readonly errors: number[] = [];
  readonly beats: number[] = [];
  /** Reasoning, ascending. */
  readonly reasons: number[] = [];
  /** The last event that told the usage, and the first that said why the model stopped; -1 if there is none. */
  usage = -1;
  finish = -1;
  /** Operations that share their socket read with another one. */
  sharing = 0;
  /** The first event that changes the document, and the first that lands a value in it. -1 if there is none. */
  first = -1;
  firstField = -1;
  /** The longest time between two arrivals after the first, in milliseconds, and the event that ended it. */
  longestGap: { ms: number; event: number } | null = null;

  constructor(record: RunRecord) {
    this.#record = record;
  }

  /** Takes in what is new. */
  update(): this {
    const { log } = this.#record;
    for (; this.#read < log.length; this.#read++) this.#take(this.#read);
    return this;
  }

  #take(i: number): void {
    const { log } = this.#record;
    const kind = log.kind(i);
    if (log.error(i) !== null || kind === 'bad' || kind === 'err') this.errors.push(i);
    if (kind === 'beat') this.beats.push(i);
    if (kind === 'reason') this.reasons.push(i);
    if (kind === 'usage') this.usage = i;
    if (kind === 'finish' && this.finish < 0) this.finish = i;
    if (kind !== 'op' && kind !== 'ops') return;
    if (this.first < 0) this.first = i;
    // The first field is the first operation that brings more than an empty container.
    if (this.firstField < 0 && !isSeedAt(this.#record, i)) this.firstField = i;
    const t = log.t(i);
    const c = log.c(i);
    if (c !== null && c === this.#lastC) {
      this.sharing += this.#readStart >= 0 ? 2 : 1;
      this.#readStart = -1;
    } else this.#readStart = i;
    if (t !== null && this.#lastT !== null && t - this.#lastT > (this.longestGap?.ms ?? 0)) {
      this.longestGap = { ms: t - this.#lastT, event: i };
    }
    this.#lastC = c;
    if (t !== null) this.#lastT = t;
  }
}

const indexes = new WeakMap<RunRecord, RunIndex>();

/** The record's index, up to date. */
export function indexOf(record: RunRecord): RunIndex {
  let index = indexes.get(record);
  if (index === undefined) {
    index = new RunIndex(record);
    indexes.set(record, index);
  }
  return index.update();
}

/** As `isSeed`, without decoding the event where its line tells: 20,000 of them cost 8 ms, decoded 100 ms. */
export function isSeedAt({ log }: RunRecord, event: number): boolean {
  const line = log.line(event);
  return isSeed(line.startsWith('{"op"') ? line : log.text(event));
}

/** An operation that brings exactly `{}` or `[]`: a container that is filled later. */
export function isSeed(text: string): boolean {
  if (!mayBeSeed(text)) return false;
  try {
    const op: unknown = JSON.parse(text);
    if (typeof op !== 'object' || op === null || !('value' in op)) return false;
    const { value } = op;
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  } catch {
    return false;
  }
}

/** False where neither a text nor a capture line can be a seed: a glance in place of `JSON.parse`. */
export function mayBeSeed(text: string): boolean {
  return /"value"\s*:\s*(\{\s*\}|\[\s*\])/.test(text);
}

/** The last operation at or before an event, -1 if there is none. O(log n). */
export function opAtOrBefore(record: RunRecord, event: number): number {
  return record.log.eventOfOp(record.log.opsUpTo(event));
}
