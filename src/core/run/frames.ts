import { Ints } from '../document/ints.ts';
import { Lines } from './lines.ts';

/**
 * What came, where events are derived from it: the capture lines of the frames, in order, and the events of each. A
 * frame may have several events or none. Empty for runs whose protocol sends operations: there each event is a frame.
 */
export class FrameLog {
  readonly #lines = new Lines();
  /** Number of events before each frame. */
  readonly #firsts = new Ints();

  get length(): number {
    return this.#firsts.length;
  }

  /** `events`: how many there were before it. */
  push(line: string, events: number): void {
    this.#lines.push(line);
    this.#firsts.push(events);
  }

  /** The capture line, which `readFrameLine` reads. */
  line(i: number): string {
    return this.#lines.at(i);
  }

  /** The first event of a frame; the frame has those from here to the first of the next. */
  firstEvent(i: number): number {
    return this.#firsts.at(i);
  }

  /** The frame that an event came from, -1 where there is none. O(log n). */
  frameOf(event: number): number {
    return this.#firsts.countUpTo(event) - 1;
  }
}
