import { Ints } from '../../../core/document/ints.ts';
import type { EventKind } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { isSeed, mayBeSeed } from '../../state/run-index.ts';
import { frameAt } from './frame-at.ts';

/** What a person may ask for by kind, and the events that it means. */
export const KIND_FILTERS = {
  op: ['op', 'ops'],
  grow: ['grow'],
  reason: ['reason'],
  bad: ['bad'],
  beat: ['beat'],
  mark: ['mark', 'finish', 'note', 'gate', 'document', 'close'],
  usage: ['usage'],
  unknown: ['unknown'],
} as const satisfies { [filter: string]: readonly EventKind[] };

export interface WireFilter {
  /** Matched without regard to case; empty matches all. */
  text: string;
  /** `error` is every event with something wrong about it. */
  kind: keyof typeof KIND_FILTERS | 'error' | 'all';
  /** Hides what brings no leaf: seeds of containers (exactly `{}` or `[]`), brackets, and parts of strings. */
  leavesOnly: boolean;
}

/**
 * What one row shows: a frame (`event` is -1), an event that was derived from it, or an event that is a frame by itself
 * (`frame` is -1): an operation of a patch stream, a comment, what could not be read.
 */
export interface WireEntry {
  frame: number;
  event: number;
}

/**
 * The frames that a filter lets through, in order of arrival, found in slices and carried on as the run grows; below an
 * open frame stand its events. Rows are found by binary search, so a million cost no more than ten.
 */
export class WireList {
  readonly #record: RunRecord;
  readonly #filter: WireFilter;
  readonly #needle: string;
  /** Letters that no JSON writer escapes and no stamp is put between: a text that has them has them in its line. */
  readonly #isPlain: boolean;
  readonly #open: Set<number>;
  /** A frame by its number, an event that is a frame by itself as -1 - its index. */
  readonly #items = new Ints();
  /** Places in `#items` of the open frames, and the number of events in these and all above. */
  #openItems = new Ints();
  #openRows = new Ints();
  #nextFrame = 0;
  #nextEvent = 0;
  #looked = 0;

  /** `open`: the frames whose events are shown; kept by the caller, so that another filter opens the same. */
  constructor(record: RunRecord, filter: WireFilter, open: Set<number>) {
    this.#record = record;
    this.#filter = filter;
    this.#needle = filter.text.toLowerCase();
    this.#open = open;
    this.#isPlain = /^[\w -]*$/.test(this.#needle);
  }

  /** Number of rows. */
  get length(): number {
    return this.#items.length + Math.max(0, this.#openRows.last());
  }

  /** Number of frames that the filter let through. */
  get found(): number {
    return this.#items.length;
  }

  /** Number of frames that it has looked at. */
  get looked(): number {
    return this.#looked;
  }

  get upToDate(): boolean {
    const { log, frames } = this.#record;
    return this.#nextFrame >= frames.length && this.#nextEvent >= log.length;
  }

  /** Looks through frames until all are done or `enough` says so (asked every 64). */
  advance(enough: () => boolean): void {
    const { frames } = this.#record;
    for (let n = 1; !this.upToDate; n++) {
      const frame = this.#nextFrame;
      if (frame < frames.length && frames.firstEvent(frame) <= this.#nextEvent) {
        if (this.#letsFrame(frame)) this.#put(frame);
        this.#nextFrame += 1;
        this.#nextEvent = frames.endEvent(frame);
      } else {
        if (this.#letsEvent(this.#nextEvent)) this.#put(-1 - this.#nextEvent);
        this.#nextEvent += 1;
      }
      this.#looked += 1;
      if (n % 64 === 0 && enough()) return;
    }
  }

  entry(row: number): WireEntry | null {
    if (row < 0 || row >= this.length) return null;
    const above = this.#openItems.countUpTo(row, (item) => item + this.#rowsAbove(item) + 1);
    if (above > 0) {
      const item = this.#openItems.at(above - 1);
      const child = row - item - this.#rowsAbove(item) - 1;
      const frame = this.#items.at(item);
      if (child < this.#eventsOf(frame))
        return { frame, event: this.#record.frames.firstEvent(frame) + child };
    }
    const code = this.#items.at(row - (above > 0 ? this.#openRows.at(above - 1) : 0));
    return code < 0 ? { frame: -1, event: -1 - code } : { frame: code, event: -1 };
  }

  /** The row of a frame, or of the next one that is shown; `length` where none is. */
  rowOfFrame(frame: number): number {
    const first = this.#record.frames.firstEvent(frame);
    return this.#rowOfItem(this.#itemsBefore((code) => (code < 0 ? -1 - code < first : code < frame)));
  }

  /** The row of an event: its own, that of its frame while that is closed, or the next that is shown. */
  rowOfEvent(event: number): number {
    const { frames } = this.#record;
    const item = this.#itemsBefore((code) => (code < 0 ? -1 - code < event : frames.endEvent(code) <= event));
    const row = this.#rowOfItem(item);
    const frame = item < this.#items.length ? this.#items.at(item) : -1;
    const isOpen = frame >= 0 && frame === frames.frameOf(event) && this.#open.has(frame);
    return isOpen ? row + 1 + event - frames.firstEvent(frame) : row;
  }

  isOpen(frame: number): boolean {
    return this.#open.has(frame);
  }

  /** Shows the events of a frame, or hides them. O(open frames). */
  toggle(frame: number): void {
    if (!this.#open.delete(frame) && this.#eventsOf(frame) > 0) this.#open.add(frame);
    this.#openItems = new Ints();
    this.#openRows = new Ints();
    for (const open of [...this.#open].toSorted((a, b) => a - b)) {
      const first = this.#record.frames.firstEvent(open);
      const item = this.#itemsBefore((code) => (code < 0 ? -1 - code < first : code < open));
      if (item < this.#items.length && this.#items.at(item) === open) this.#putOpen(item, open);
    }
  }

  #put(code: number): void {
    if (code >= 0 && this.#open.has(code)) this.#putOpen(this.#items.length, code);
    this.#items.push(code);
  }

  #putOpen(item: number, frame: number): void {
    this.#openItems.push(item);
    this.#openRows.push(Math.max(0, this.#openRows.last()) + this.#eventsOf(frame));
  }

  #rowOfItem(item: number): number {
    return item + this.#rowsAbove(item);
  }

  /** Events shown above an item. */
  #rowsAbove(item: number): number {
    const open = this.#openItems.countUpTo(item - 1);
    return open === 0 ? 0 : this.#openRows.at(open - 1);
  }

  /** Number of items for which `before` holds, given that it holds for a first stretch of them. */
  #itemsBefore(before: (code: number) => boolean): number {
    return this.#items.countUpTo(0, (code) => (before(code) ? 0 : 1));
  }

  #eventsOf(frame: number): number {
    const { frames } = this.#record;
    return frames.endEvent(frame) - frames.firstEvent(frame);
  }

  #letsFrame(frame: number): boolean {
    const { frames } = this.#record;
    const { kind, leavesOnly } = this.#filter;
    const first = frames.firstEvent(frame);
    const end = frames.endEvent(frame);
    if (kind !== 'all' && !some(first, end, (event) => this.#isOfKind(event))) return false;
    if (leavesOnly && !some(first, end, (event) => this.#mayBringLeaf(event))) return false;
    if (this.#needle === '') return true;
    if (!this.#mayHaveNeedle(frames.line(frame))) return false;
    const { name, data } = frameAt(this.#record, frame);
    return this.#hasNeedle(data) || this.#hasNeedle(name);
  }

  #letsEvent(event: number): boolean {
    const { kind, leavesOnly } = this.#filter;
    if (kind !== 'all' && !this.#isOfKind(event)) return false;
    if (leavesOnly && !this.#mayBringLeaf(event)) return false;
    if (this.#needle === '') return true;
    const { log } = this.#record;
    return this.#mayHaveNeedle(log.line(event)) && this.#hasNeedle(log.text(event));
  }

  /** False where not even the capture line has the text: decoding costs ten times what looking does. */
  #mayHaveNeedle(line: string): boolean {
    return !this.#isPlain || this.#hasNeedle(line);
  }

  #hasNeedle(text: string): boolean {
    return text.toLowerCase().includes(this.#needle);
  }

  #isOfKind(event: number): boolean {
    const { log } = this.#record;
    const wanted = this.#filter.kind;
    const kind = log.kind(event);
    if (wanted === 'all') return true;
    if (wanted === 'error') return log.error(event) !== null || kind === 'bad' || kind === 'err';
    return KIND_FILTERS[wanted].some((one) => one === kind);
  }

  #mayBringLeaf(event: number): boolean {
    const { log } = this.#record;
    const kind = log.kind(event);
    if (kind === 'op') return !mayBeSeed(log.line(event)) || !isSeed(log.text(event));
    return kind !== 'grow' && kind !== 'close' && kind !== 'document';
  }
}

function some(from: number, to: number, holds: (event: number) => boolean): boolean {
  for (let event = from; event < to; event++) if (holds(event)) return true;
  return false;
}
