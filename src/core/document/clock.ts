import { Ints } from './ints.ts';

/**
 * Ticks: the operations that were applied, counted from 0. Inside the document every change is dated in ticks, because
 * several operations can be one event (a patch that applies whole) and because operations that fail leave no trace.
 *
 * Ticks and events mostly advance together, so only the places where they do not are stored: a plain stream costs
 * nothing per operation. O(log of the number of such places) a look-up.
 */
export class Clock {
  /** Ticks so far; also the next tick. */
  now = 0;
  /** The last tick that landed something, -1 before any: a removal is a tick without a landing. */
  landed = -1;
  #lastEvent = -1;
  readonly #ticks = new Ints();
  readonly #events = new Ints();
  /** Ticks that landed something, as alternating first and last of each stretch but the newest, which ends at `landed`. */
  readonly #landings = new Ints();

  advance(event: number, landing: boolean): void {
    const tick = this.now++;
    if (tick === 0 || event !== this.#lastEvent + 1) {
      this.#ticks.push(tick);
      this.#events.push(event);
    }
    this.#lastEvent = event;
    if (!landing) return;
    if (this.landed !== tick - 1 || this.#landings.length === 0) {
      if (this.#landings.length > 0) this.#landings.push(this.landed);
      this.#landings.push(tick);
    }
    this.landed = tick;
  }

  /** A function that sets the clock back to this moment. */
  mark(): () => void {
    const { now, landed } = this;
    const lastEvent = this.#lastEvent;
    const stretches = this.#ticks.length;
    const landings = this.#landings.length;
    return () => {
      this.now = now;
      this.landed = landed;
      this.#lastEvent = lastEvent;
      this.#ticks.length = stretches;
      this.#events.length = stretches;
      this.#landings.length = landings;
    };
  }

  eventOf(tick: number): number {
    const i = this.#ticks.countUpTo(tick) - 1;
    return i < 0 ? -1 : this.#events.at(i) + tick - this.#ticks.at(i);
  }

  /** The last tick of the events 0 to `event`, -1 where there is none. */
  tickAt(event: number): number {
    const i = this.#events.countUpTo(event) - 1;
    if (i < 0) return -1;
    const next = i + 1 < this.#ticks.length ? this.#ticks.at(i + 1) : this.now;
    return Math.min(this.#ticks.at(i) + event - this.#events.at(i), next - 1);
  }

  /** The last landing at or before `tick`, -1 where there is none. */
  landedBy(tick: number): number {
    const i = this.#landings.countUpTo(tick) - 1;
    if (i < 0) return -1;
    // Odd entries close a stretch: the tick is past it. In the newest stretch the end is `landed`.
    if (i % 2 === 1) return this.#landings.at(i);
    return i + 1 < this.#landings.length ? tick : Math.min(tick, this.landed);
  }
}
