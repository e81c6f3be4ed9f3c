import type { EventKind } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { isSeed } from '../../state/run-index.ts';

export interface WireFilter {
  /** Matched without regard to case; empty matches all. */
  text: string;
  /** `error` is every event with something wrong about it. */
  kind: EventKind | 'error' | 'all';
  /** Hides the seeds of containers: operations that bring exactly `{}` or `[]`. */
  leavesOnly: boolean;
}

/** The events that a filter lets through, found in slices and carried on as the log grows. */
export class WireList {
  readonly #record: RunRecord;
  readonly #filter: WireFilter;
  readonly #needle: string;
  readonly #found: number[] = [];
  #next = 0;

  constructor(record: RunRecord, filter: WireFilter) {
    this.#record = record;
    this.#filter = filter;
    this.#needle = filter.text.toLowerCase();
  }

  /** Without a filter nothing needs to be looked at. */
  get #all(): boolean {
    const { text, kind, leavesOnly } = this.#filter;
    return text === '' && kind === 'all' && !leavesOnly;
  }

  get length(): number {
    return this.#all ? this.#record.log.length : this.#found.length;
  }

  get upToDate(): boolean {
    return this.#all || this.#next >= this.#record.log.length;
  }

  /** The event of a row, or -1. */
  event(row: number): number {
    return this.#all ? (row < this.#record.log.length ? row : -1) : (this.#found[row] ?? -1);
  }

  /** The row of an event, or of the next one that is shown. */
  rowOf(event: number): number {
    if (this.#all) return event;
    return this.#found.findIndex((found) => found >= event);
  }

  /** Looks through events until all are done or `enough` says so (asked every 64). */
  advance(enough: () => boolean): void {
    if (this.#all) return;
    const { log } = this.#record;
    for (let n = 1; this.#next < log.length; n++) {
      if (this.#matches(this.#next)) this.#found.push(this.#next);
      this.#next++;
      if (n % 64 === 0 && enough()) return;
    }
  }

  #matches(event: number): boolean {
    const { log } = this.#record;
    const { kind, leavesOnly } = this.#filter;
    if (kind === 'error') {
      const own = log.kind(event);
      if (log.error(event) === null && own !== 'bad' && own !== 'err') return false;
    } else if (kind !== 'all' && log.kind(event) !== kind) return false;
    if (leavesOnly && log.kind(event) === 'op' && isSeed(log.text(event))) return false;
    return this.#needle === '' || log.text(event).toLowerCase().includes(this.#needle);
  }
}

/** The run as bare NDJSON: its operations as they came, without times. In slices: a line costs about 2 µs. */
export async function bareNdjson(record: RunRecord, rest: () => Promise<void>): Promise<string> {
  const { log } = record;
  const lines: string[] = [];
  for (let i = 0; i < log.length; i++) {
    const kind = log.kind(i);
    if (kind === 'op') lines.push(log.text(i));
    else if (kind === 'ops') {
      const event = log.event(i);
      if (event.kind === 'ops') lines.push(...event.ops.map((op) => JSON.stringify(op)));
    }
    if (i % 4096 === 4095) await rest();
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
