/** A growable list of 32-bit integers: four bytes an entry, where an array of numbers takes eight. */
export class Ints {
  length = 0;
  #data: Int32Array = NOTHING;

  /** The entry at `index`, which must be below `length`. */
  at(index: number): number {
    return this.#data[index] ?? 0;
  }

  /** The last entry, or -1 where there is none. */
  last(): number {
    return this.length === 0 ? -1 : (this.#data[this.length - 1] ?? 0);
  }

  set(index: number, value: number): void {
    this.#data[index] = value;
  }

  push(value: number): void {
    const at = this.extend(1);
    this.#data[at] = value;
  }

  /** Makes room for `by` more entries, to be `set`. Gives the index of the first. */
  extend(by: number): number {
    const first = this.length;
    this.length = first + by;
    if (this.length > this.#data.length)
      this.#data = grown(this.#data, Math.max(8, this.length, first + (first >>> 1)));
    return first;
  }

  /** The entries so far, not copied: good until the next `push`, or for ever where none follows. */
  view(): Int32Array {
    return this.#data.subarray(0, this.length);
  }

  /**
   * The number of entries in [from, to) for which `key(entry)` is at most `limit`, given that `key` ascends over them.
   * O(log n).
   */
  countUpTo(limit: number, key: (entry: number) => number = same, from = 0, to = this.length): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (key(this.at(middle)) <= limit) low = middle + 1;
      else high = middle;
    }
    return low - from;
  }
}

/** A list that stays empty allocates nothing: a typed array alone takes some 200 bytes. */
const NOTHING = new Int32Array(0);

function same(entry: number): number {
  return entry;
}

export function grown(data: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(data);
  return larger;
}
