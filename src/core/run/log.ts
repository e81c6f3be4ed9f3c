import { decodeLine } from '../capture/decode.ts';
import type { CaptureRecord } from '../capture/record.ts';
import { Ints } from '../document/ints.ts';
import type { PatchError } from '../patch/operation.ts';
import type { EventKind, StreamEvent } from './event.ts';
import { Lines } from './lines.ts';

/**
 * Everything that arrived, in order, as columns: 21 bytes an event beside its line. No event is kept as an object; one
 * that is looked at is decoded from its line again.
 *
 * Invariants:
 * 1. `event(i)` is what `decodeLine` gave for the i-th event's line.
 * 2. `indexAtTime` ascends with the time, even where the source's own times step back.
 */
export class EventLog {
  readonly #lines = new Lines();
  #kind = new Uint8Array(START);
  /** The latest time seen so far, which is the event's own unless `OWN_TIME` is missing from its kind. */
  #clock = new Float64Array(START);
  /** Number of the socket read, -1 for null. */
  readonly #c = new Ints();
  /** Operations in events 0 to i. */
  readonly #ops = new Ints();
  /** Times that step back. */
  readonly #odd = new Map<number, number>();
  readonly #errors = new Map<number, PatchError>();
  #untimed = 0;
  #latest = -Infinity;

  get length(): number {
    return this.#ops.length;
  }

  /** Number of operations, those included that could not be applied. */
  get ops(): number {
    return Math.max(0, this.#ops.last());
  }

  /** Number of events about which something is wrong. */
  get errors(): number {
    return this.#errors.size;
  }

  /** True while every operation has a time. */
  get timed(): boolean {
    return this.#untimed === 0;
  }

  /** Adds an event and gives its index. `line` is the capture line that it was decoded from. */
  append(event: StreamEvent, line: string): number {
    this.#lines.push(line);
    const ops = event.kind === 'op' ? 1 : event.kind === 'ops' ? event.ops.length : 0;
    return this.#append(KINDS.indexOf(event.kind), event.t, event.c, ops);
  }

  /** As `append`, for an operation of which only the stamp is known. */
  appendOp(t: number | null, c: number | null, line: string): number {
    this.#lines.push(line);
    return this.#append(OP, t, c, 1);
  }

  /** Keeps a text whose lines come next, by `appendAt` and `appendOpAt`. */
  adopt(text: string): void {
    this.#lines.adopt(text);
  }

  /** As `append`, for the line of the adopted text that begins at `start`. */
  appendAt(event: StreamEvent, start: number): number {
    this.#lines.pushAt(start);
    const ops = event.kind === 'op' ? 1 : event.kind === 'ops' ? event.ops.length : 0;
    return this.#append(KINDS.indexOf(event.kind), event.t, event.c, ops);
  }

  /** As `appendAt`, for an operation of which only the stamp is known. */
  appendOpAt(t: number | null, c: number | null, start: number): number {
    this.#lines.pushAt(start);
    return this.#append(OP, t, c, 1);
  }

  #append(code: number, t: number | null, c: number | null, ops: number): number {
    const i = this.length;
    if (i === this.#kind.length) this.#grow();
    let kind = code;
    if (t === null) this.#untimed += ops;
    else if (t >= this.#latest) {
      this.#latest = t;
      kind |= OWN_TIME;
    } else this.#odd.set(i, t);
    this.#kind[i] = kind;
    this.#clock[i] = this.#latest;
    this.#c.push(c ?? -1);
    this.#ops.push(Math.max(0, this.#ops.last()) + ops);
    return i;
  }

  fail(index: number, error: PatchError): void {
    this.#errors.set(index, error);
  }

  kind(i: number): EventKind {
    return KINDS[(this.#kind[i] ?? 0) & ~OWN_TIME] ?? 'unknown';
  }

  /** Milliseconds since `t0`; null where the source does not say. */
  t(i: number): number | null {
    if (((this.#kind[i] ?? 0) & OWN_TIME) === 0) return this.#odd.get(i) ?? null;
    return this.#clock[i] ?? null;
  }

  /** Number of the socket read; null where the source does not say. */
  c(i: number): number | null {
    const c = i < this.length ? this.#c.at(i) : -1;
    return c < 0 ? null : c;
  }

  /** What is wrong with the event: unreadable, malformed, or an operation that could not be applied. */
  error(i: number): PatchError | null {
    return this.#errors.get(i) ?? null;
  }

  /** The event with errors about it, in order. */
  failed(): number[] {
    return [...this.#errors.keys()];
  }

  /** The capture line. */
  line(i: number): string {
    return this.#lines.at(i);
  }

  /** Decoded from its line. O(length of the line). */
  event(i: number): StreamEvent {
    const record = decodeLine(this.line(i));
    if (isEvent(record)) return record;
    throw new RangeError(`no event ${i}`);
  }

  /** The event as it was received; for what has no text of its own, its capture line. */
  text(i: number): string {
    const event = this.event(i);
    if (event.kind === 'bad') return typeof event.raw === 'string' ? event.raw : this.line(i);
    return 'text' in event ? event.text : this.line(i);
  }

  /** Number of operations in events 0 to `i`. */
  opsUpTo(i: number): number {
    return i < 0 ? 0 : this.#ops.at(Math.min(i, this.length - 1));
  }

  /** The event of the n-th operation, from 1; -1 where there is none. O(log n). */
  eventOfOp(n: number): number {
    const i = this.#ops.countUpTo(n - 1);
    return n < 1 || i >= this.length ? -1 : i;
  }

  /** The last event whose time is at most `ms`, -1 where there is none. An event without a time goes with the one before. */
  indexAtTime(ms: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#clock[middle] ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #grow(): void {
    const kind = new Uint8Array(this.#kind.length * 2);
    kind.set(this.#kind);
    this.#kind = kind;
    const clock = new Float64Array(this.#clock.length * 2);
    clock.set(this.#clock);
    this.#clock = clock;
  }
}

function isEvent(record: CaptureRecord): record is StreamEvent {
  return KINDS.some((kind) => kind === record.kind);
}

const START = 256;
/** The place of 'op' in `KINDS`. */
const OP = 0;
/** Bit beside the kind: the event's time is in `#clock`. */
const OWN_TIME = 128;

/** In the order of frequency, since the kind of every event is looked up here. */
const KINDS: readonly EventKind[] = [
  'op',
  'grow',
  'close',
  'beat',
  'reason',
  'ops',
  'usage',
  'bad',
  'err',
  'gate',
  'mark',
  'note',
  'finish',
  'document',
  'unknown',
];
