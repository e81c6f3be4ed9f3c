import { grown, type Ints } from './ints.ts';

/** A tree of the forest: the number of its root; 0 is the empty sequence. */
export type Sequence = number;

/**
 * Persistent sequences of integers: weight-balanced trees (Adams 1993; the constants are those proved right by Hirai
 * and Yamamoto 2011) whose changes copy the path and leave every older sequence as it was. They hold the children of
 * containers that have seen a removal or an insertion, at every moment.
 *
 * Invariants:
 * 1. A sequence never changes once it is made.
 * 2. `at(insertAt(s, i, e), i)` is e; all others keep their order, and likewise for `removeAt`.
 * 3. Depth is O(log n): of two siblings none weighs over three times the other (size plus one).
 *
 * O(log n) time and space (16 bytes a copied row) a change.
 */
export class Forest {
  #count = 1;
  #left = new Int32Array(64);
  #right = new Int32Array(64);
  #entry = new Int32Array(64);
  #size = new Int32Array(64);

  size(s: Sequence): number {
    return this.#size[s] ?? 0;
  }

  at(s: Sequence, index: number): number {
    let tree = s;
    let i = index;
    while (tree !== 0) {
      const left = this.#leftOf(tree);
      const before = this.size(left);
      if (i === before) return this.#entryOf(tree);
      if (i < before) tree = left;
      else {
        i -= before + 1;
        tree = this.#rightOf(tree);
      }
    }
    return -1;
  }

  insertAt(s: Sequence, index: number, entry: number): Sequence {
    if (s === 0) return this.#row(0, entry, 0);
    const left = this.#leftOf(s);
    const before = this.size(left);
    return index <= before
      ? this.#balanced(this.insertAt(left, index, entry), this.#entryOf(s), this.#rightOf(s))
      : this.#balanced(left, this.#entryOf(s), this.insertAt(this.#rightOf(s), index - before - 1, entry));
  }

  removeAt(s: Sequence, index: number): Sequence {
    const left = this.#leftOf(s);
    const right = this.#rightOf(s);
    const before = this.size(left);
    if (index < before) return this.#balanced(this.removeAt(left, index), this.#entryOf(s), right);
    if (index > before)
      return this.#balanced(left, this.#entryOf(s), this.removeAt(right, index - before - 1));
    return this.#glue(left, right);
  }

  /** `s` followed by the entries of `list` in [from, to). O(to - from + log n). */
  append(s: Sequence, list: Ints, from: number, to: number): Sequence {
    if (from >= to) return s;
    return this.#merge(s, this.#build(list, from, to));
  }

  /** Calls `visit` with the entries at [from, to). O(log n + to - from). */
  each(s: Sequence, from: number, to: number, visit: (entry: number) => void): void {
    if (s === 0 || from >= to || from >= this.size(s) || to <= 0) return;
    const left = this.#leftOf(s);
    const before = this.size(left);
    this.each(left, from, to, visit);
    if (from <= before && before < to) visit(this.#entryOf(s));
    this.each(this.#rightOf(s), from - before - 1, to - before - 1, visit);
  }

  /** The index of `entry` in a sequence whose entries ascend, or -1. */
  indexOf(s: Sequence, entry: number): number {
    let tree = s;
    let passed = 0;
    while (tree !== 0) {
      const here = this.#entryOf(tree);
      const left = this.#leftOf(tree);
      if (entry === here) return passed + this.size(left);
      if (entry < here) tree = left;
      else {
        passed += this.size(left) + 1;
        tree = this.#rightOf(tree);
      }
    }
    return -1;
  }

  #build(list: Ints, from: number, to: number): Sequence {
    if (from >= to) return 0;
    const middle = (from + to) >>> 1;
    return this.#row(this.#build(list, from, middle), list.at(middle), this.#build(list, middle + 1, to));
  }

  #merge(left: Sequence, right: Sequence): Sequence {
    if (left === 0) return right;
    if (right === 0) return left;
    if (DELTA * this.#weight(left) < this.#weight(right)) {
      return this.#balanced(
        this.#merge(left, this.#leftOf(right)),
        this.#entryOf(right),
        this.#rightOf(right),
      );
    }
    if (DELTA * this.#weight(right) < this.#weight(left)) {
      return this.#balanced(this.#leftOf(left), this.#entryOf(left), this.#merge(this.#rightOf(left), right));
    }
    return this.#glue(left, right);
  }

  /** Joins two neighbours of like weight around an entry taken from the heavier. */
  #glue(left: Sequence, right: Sequence): Sequence {
    if (left === 0) return right;
    if (right === 0) return left;
    if (this.size(left) > this.size(right)) {
      const last = this.size(left) - 1;
      const entry = this.at(left, last);
      return this.#balanced(this.removeAt(left, last), entry, right);
    }
    const entry = this.at(right, 0);
    return this.#balanced(left, entry, this.removeAt(right, 0));
  }

  #balanced(left: Sequence, entry: number, right: Sequence): Sequence {
    const wl = this.#weight(left);
    const wr = this.#weight(right);
    if (DELTA * wl < wr) {
      const inner = this.#leftOf(right);
      const outer = this.#rightOf(right);
      if (this.#weight(inner) < GAMMA * this.#weight(outer)) {
        return this.#row(this.#row(left, entry, inner), this.#entryOf(right), outer);
      }
      return this.#row(
        this.#row(left, entry, this.#leftOf(inner)),
        this.#entryOf(inner),
        this.#row(this.#rightOf(inner), this.#entryOf(right), outer),
      );
    }
    if (DELTA * wr < wl) {
      const outer = this.#leftOf(left);
      const inner = this.#rightOf(left);
      if (this.#weight(inner) < GAMMA * this.#weight(outer)) {
        return this.#row(outer, this.#entryOf(left), this.#row(inner, entry, right));
      }
      return this.#row(
        this.#row(outer, this.#entryOf(left), this.#leftOf(inner)),
        this.#entryOf(inner),
        this.#row(this.#rightOf(inner), entry, right),
      );
    }
    return this.#row(left, entry, right);
  }

  #weight(s: Sequence): number {
    return this.size(s) + 1;
  }

  #leftOf(s: Sequence): Sequence {
    return this.#left[s] ?? 0;
  }

  #rightOf(s: Sequence): Sequence {
    return this.#right[s] ?? 0;
  }

  #entryOf(s: Sequence): number {
    return this.#entry[s] ?? -1;
  }

  #row(left: Sequence, entry: number, right: Sequence): Sequence {
    const row = this.#count++;
    if (row === this.#left.length) {
      this.#left = grown(this.#left, row * 2);
      this.#right = grown(this.#right, row * 2);
      this.#entry = grown(this.#entry, row * 2);
      this.#size = grown(this.#size, row * 2);
    }
    this.#left[row] = left;
    this.#right[row] = right;
    this.#entry[row] = entry;
    this.#size[row] = this.size(left) + this.size(right) + 1;
    return row;
  }
}

const DELTA = 3;
const GAMMA = 2;
