import { Ints } from '../document/ints.ts';
import { Lines } from './lines.ts';

/**
 * What came, where events are derived from it: the capture lines of the frames, in order, and the events of each. A
 * frame may have several events or none; events between two frames (a decision of ours, a comment) are of neither.
 * Empty for runs whose protocol sends operations: there each event is a frame.
 */
export class FrameLog {
  /** The first event that only the end of the body told, after which no frame comes; null where none was told so. */
  tail: number | null = null;
  readonly #lines = new Lines();
  readonly #firsts = new Ints();
  readonly #ends = new Ints();

  get length(): number {
    return this.#firsts.length;
  }

  /** `line`: the frame's capture line. Its events are those from `first` up to `end`, which is not of them. */
  push(line: string, first: number, end: number): void {
    this.#lines.push(line);
    this.#firsts.push(first);
    this.#ends.push(end);
  }

  /** The capture line, which `readFrameLine` reads. */
  line(i: number): string {
    return this.#lines.at(i);
  }

  /** The first event of a frame; for a frame without events, the one that came next. */
  firstEvent(i: number): number {
    return this.#firsts.at(i);
  }

  /** One past the last event of a frame. */
  endEvent(i: number): number {
    return this.#ends.at(i);
  }

  /** Number of frames that came before an event, its own included. O(log n). */
  countUpTo(event: number): number {
    return this.#firsts.countUpTo(event);
  }

  /** The frame that an event came from, -1 where there is none. O(log n). */
  frameOf(event: number): number {
    const frame = this.countUpTo(event) - 1;
    return frame >= 0 && event < this.endEvent(frame) ? frame : -1;
  }
}
