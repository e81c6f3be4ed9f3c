import { Ints } from './ints.ts';
import { Rope } from './rope.ts';

/**
 * The order of a container's children since its first insertion or removal, at every moment: the order as it is now,
 * every change that led to it, and now and then all of it (a frame).
 *
 *     frame 0 ── changes ── frame 1 ── changes ── … ── changes ── present
 *
 * A moment is read from the nearest frame on either side: the wanted places are followed through the changes between,
 * and nothing is built. So a change costs 16 bytes and a share of a frame (16 bytes, where the container has 256 to
 * 65,536 children, 64 at a quarter of a million), where trees that share their unchanged parts cost 300.
 *
 * Invariants:
 * 1. What is read with tick k depends on changes up to k alone.
 * 2. A change is O(log n), amortised.
 * 3. Up to `WINDOW` places are read in O(`MOST` + their number), 0.02 ms at most; more cost a `Rope` of the container.
 */
export class Order {
  readonly present: Rope;
  /** Tick from which on the order is known here. */
  readonly since: number;
  /** Four numbers a change: tick, place (below zero: removed at -1 - place), entry, number of children after it. */
  readonly #changes = new Ints();
  readonly #frames: Int32Array[];
  /** Number of changes before each frame. */
  readonly #framedAt: number[] = [0];

  /** `entries` are not to be changed by their owner any more. */
  constructor(entries: Int32Array, since: number) {
    this.present = new Rope(entries);
    this.since = since;
    this.#frames = [entries];
  }

  insert(index: number, entry: number, tick: number): void {
    this.present.insert(index, entry);
    this.#log(tick, index, entry);
  }

  /** Gives the entry that was at `index`. */
  remove(index: number, tick: number): number {
    const entry = this.present.remove(index);
    this.#log(tick, -1 - index, entry);
    return entry;
  }

  /** Takes the last change back. */
  undo(): void {
    const last = this.#changes.length - 4;
    const place = this.#changes.at(last + 1);
    if (place >= 0) this.present.remove(place);
    else this.present.insert(-1 - place, this.#changes.at(last + 2));
    this.#changes.length = last;
    if ((this.#framedAt.at(-1) ?? 0) * 4 > last) {
      this.#frames.pop();
      this.#framedAt.pop();
    }
  }

  countAt(tick: number): number {
    const changes = this.#changesUpTo(tick);
    return changes === 0 ? (this.#frames[0]?.length ?? 0) : this.#changes.at(changes * 4 - 1);
  }

  /** Calls `visit` with the entries at [from, to) at `tick`. */
  each(tick: number, from: number, to: number, visit: (entry: number) => void): void {
    const changes = this.#changesUpTo(tick);
    if (changes * 4 === this.#changes.length) return this.present.each(from, to, visit);
    const end = Math.min(to, this.countAt(tick));
    if (end - from > WINDOW) return this.#replayed(changes).each(from, end, visit);
    if (end > from) for (const entry of this.#window(changes, from, end)) visit(entry);
  }

  #log(tick: number, place: number, entry: number): void {
    const log = this.#changes;
    log.push(tick);
    log.push(place);
    log.push(entry);
    log.push(this.present.length);
    const since = log.length / 4 - (this.#framedAt.at(-1) ?? 0);
    if (since < LEAST || since < Math.min(MOST, this.present.length >>> 2)) return;
    this.#frames.push(this.present.toArray());
    this.#framedAt.push(log.length / 4);
  }

  #changesUpTo(tick: number): number {
    const log = this.#changes;
    let low = 0;
    let high = log.length / 4;
    if (high === 0 || log.at(log.length - 4) <= tick) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (log.at(middle * 4) <= tick) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last frame that has at most so many changes behind it. */
  #frameBefore(changes: number): number {
    let low = 0;
    let high = this.#framedAt.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#framedAt[middle] ?? 0) <= changes) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The whole order after so many changes. */
  #replayed(changes: number): Rope {
    const log = this.#changes;
    const frame = this.#frameBefore(changes);
    const rope = new Rope(this.#frames[frame] ?? NOTHING);
    for (let i = (this.#framedAt[frame] ?? 0) * 4; i < changes * 4; i += 4) {
      const place = log.at(i + 1);
      if (place >= 0) rope.insert(place, log.at(i + 2));
      else rope.remove(-1 - place);
    }
    return rope;
  }

  /** The entries at [from, to) after so many changes. */
  #window(changes: number, from: number, to: number): number[] {
    const log = this.#changes;
    const before = this.#frameBefore(changes);
    const start = this.#framedAt[before] ?? 0;
    const end = this.#framedAt[before + 1] ?? log.length / 4;
    const wanted = new Places(from, to);
    if (changes - start <= end - changes) {
      wanted.goBack(log.view(), changes, start);
      const frame = this.#frames[before] ?? NOTHING;
      return wanted.fill((place) => frame[place] ?? -1);
    }
    wanted.goForth(log.view(), changes, end);
    const frame = this.#frames[before + 1];
    return wanted.fill((place) => (frame === undefined ? this.present.at(place) : (frame[place] ?? -1)));
  }
}

/** Neighbouring places, followed through changes one at a time. A change beside them all costs a comparison, about 1 ns. */
class Places {
  /** Number of places whose entry is not known yet. */
  #left: number;
  readonly #found: number[];
  /** Where those that are left are by now, but for `#shift`, in ascending order; and which of the wanted they are. */
  readonly #at: number[] = [];
  readonly #which: number[] = [];
  #shift = 0;

  constructor(from: number, to: number) {
    this.#left = to - from;
    this.#found = Array.from<number>({ length: this.#left }).fill(-1);
    for (let i = 0; i < this.#left; i++) {
      this.#at.push(from + i);
      this.#which.push(i);
    }
  }

  /** From behind so many changes to behind `until` of them, which are fewer. */
  goBack(log: Int32Array, changes: number, until: number): void {
    this.#follow(log, (changes - 1) * 4, (until - 1) * 4, -4, true);
  }

  goForth(log: Int32Array, changes: number, until: number): void {
    this.#follow(log, changes * 4, until * 4, 4, false);
  }

  /**
   * Backwards an insertion takes a place away and a removal makes room, forwards it is the other way round. Without
   * branches for changes beside the wanted places, since nothing predicts on which side they are: 2 ns instead of 10.
   */
  #follow(log: Int32Array, first: number, end: number, step: number, isBack: boolean): void {
    let low = this.#at[0] ?? 0;
    let span = (this.#at[this.#left - 1] ?? low) - low;
    const flip = isBack ? 0 : 1;
    for (let i = first; i !== end && this.#left > 0; i += step) {
      const change = log[i + 1] ?? 0;
      // -1 for a removal, 0 for an insertion.
      const removes = change >> 31;
      const takes = (removes + 1) ^ flip;
      const at = (change ^ removes) - this.#shift;
      if ((at - low) >>> 0 > span) {
        // Before the wanted places, the difference is negative; behind them, nothing is added.
        this.#shift += ((at - low) >> 31) & (1 - 2 * takes);
        continue;
      }
      if (takes === 1) this.#take(at, log[i + 2] ?? -1);
      else if (at === low) this.#shift += 1;
      else this.#makeRoom(at);
      low = this.#at[0] ?? 0;
      span = (this.#at[this.#left - 1] ?? low) - low;
    }
  }

  /** Beyond the change there is no such place: what is wanted there is `entry`. */
  #take(at: number, entry: number): void {
    let i = 0;
    while ((this.#at[i] ?? at) < at) i += 1;
    if (this.#at[i] === at) {
      this.#found[this.#which[i] ?? 0] = entry;
      this.#at.splice(i, 1);
      this.#which.splice(i, 1);
      this.#left -= 1;
    }
    for (; i < this.#left; i++) this.#at[i] = (this.#at[i] ?? 0) - 1;
  }

  /** Beyond the change there is one more, which is not wanted. */
  #makeRoom(at: number): void {
    for (let i = this.#left - 1; (this.#at[i] ?? -1) >= at; i--) this.#at[i] = (this.#at[i] ?? 0) + 1;
  }

  fill(entryAt: (place: number) => number): number[] {
    for (const [i, at] of this.#at.entries()) this.#found[this.#which[i] ?? 0] = entryAt(at + this.#shift);
    return this.#found;
  }
}

/** Changes between frames: a quarter of the children, but at least and at most so many. */
const LEAST = 64;
const MOST = 16_384;
/** Places that are followed one by one. A window shows about 60. */
const WINDOW = 256;
const NOTHING = new Int32Array(0);
