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
  /** Events that are no operation, ascending: few, so an operation's number is found by bisection. */
  readonly others: number[] = [];
  /** Events with something wrong about them, ascending. */
  readonly errors: number[] = [];
  readonly beats: number[] = [];
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
    if (kind !== 'op' && kind !== 'ops') {
      this.others.push(i);
      return;
    }
    if (this.first < 0) this.first = i;
    // The first field is the first operation that brings more than an empty container.
    if (this.firstField < 0 && !isSeed(log.text(i))) this.firstField = i;
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

  /** Number of operations up to and including the event: the number an operation goes by, from 1. */
  opNumber(event: number): number {
    return event + 1 - countUpTo(this.others, event);
  }

  /** The event of the n-th operation, from 1; -1 before the first, the last one beyond the last. */
  eventOfOp(n: number): number {
    if (n < 1) return -1;
    let low = 0;
    let high = this.others.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // Operations before that other event.
      if ((this.others[middle] ?? 0) - middle < n) low = middle + 1;
      else high = middle;
    }
    return Math.min(n - 1 + low, this.#read - 1);
  }

  isOp(event: number): boolean {
    const at = countUpTo(this.others, event);
    return this.others[at - 1] !== event;
  }

  /** The last operation at or before the event, -1 if there is none. */
  opAtOrBefore(event: number): number {
    let i = event;
    let at = countUpTo(this.others, i);
    while (at > 0 && this.others[at - 1] === i) {
      i -= 1;
      at -= 1;
    }
    return i;
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

/** An operation that brings exactly `{}` or `[]`: a container that is filled later. */
export function isSeed(text: string): boolean {
  if (!/"value"\s*:\s*(\{\s*\}|\[\s*\])/.test(text)) return false;
  try {
    const op: unknown = JSON.parse(text);
    if (typeof op !== 'object' || op === null || !('value' in op)) return false;
    const { value } = op;
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  } catch {
    return false;
  }
}

/** How many entries of an ascending list are at most `limit`. */
export function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
