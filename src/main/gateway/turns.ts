import { monotonic } from '../monotonic.ts';

/** As long as a window, a Stop and another run may wait for one turn, in milliseconds. */
const TURN_MS = 10;

/**
 * Work on what a thread has sent, in the order in which it came and a little in each turn of the loop.
 *
 * A port gives out up to a thousand messages in one turn, and those that arrive meanwhile as well: whoever works on them
 * as they are given out lets nothing else happen before the sender has no more.
 */
export class Turns {
  readonly #now: () => number;
  readonly #jobs: (() => void)[] = [];
  #scheduled = false;

  /** `now`: milliseconds on a clock that never steps back. */
  constructor(now: () => number = monotonic) {
    this.#now = now;
  }

  /** `job` must not throw, and is best short: a turn ends between two of them. */
  push(job: () => void): void {
    this.#jobs.push(job);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#work());
  }

  #work(): void {
    this.#scheduled = false;
    const until = this.#now() + TURN_MS;
    let done = 0;
    do this.#jobs[done++]?.();
    while (done < this.#jobs.length && this.#now() < until);
    this.#jobs.splice(0, done);
    if (this.#jobs.length > 0) this.#schedule();
  }
}
