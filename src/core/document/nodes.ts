import { grown, Ints } from './ints.ts';

export const OBJECT = 0;
export const ARRAY = 1;
export const STRING = 2;
export const NUMBER = 3;
export const BOOLEAN = 4;
export const NULL = 5;
export const TYPE = 7;
/** The node's value was replaced; its former values are in `Tree.past`. */
export const HAS_PAST = 8;
/** A string that has grown: `a` is the number of its last piece. */
export const GROWN = 16;
/** A string that has not landed: it grows until its operation comes. */
export const GROWING = 32;

export const NONE = -1;

/**
 * All nodes ever, as columns: 39 bytes a node, where an object each would take 120 and be traced by the collector.
 * A node is a place in a document (a member or an item) from its arrival to its removal; ids are never used again.
 */
export class Nodes {
  count = 0;
  /** NONE, or where in `#chains` a node's two chains are: its former values, and the stays of the stream inside it. */
  #chained = new Int32Array(START);
  readonly #chains = new Ints();
  parent = new Int32Array(START);
  /** Id of the key; for an item its index at arrival, NONE where it was inserted before others. */
  key = new Int32Array(START);
  /** Tick at which it was first seen. */
  born = new Int32Array(START);
  /** Tick at which it opened, as `DocumentView.opened` defines it; NONE for a root. */
  opened = new Int32Array(START);
  /** Last landing inside, itself included. While the stream is inside, the cursor knows better. */
  end = new Int32Array(START);
  /** The child that arrived next, while its parent is small (see `Tree`). */
  next = new Int32Array(START);
  /** Leaf: offset of the value in its text, or `OWN_VALUE`. Container: see `Tree`. */
  a = new Int32Array(START);
  /** Leaf: where its text is (see `Tree.source`). Container: the child that arrived last, or NONE. */
  b = new Int32Array(START);
  flags = new Uint8Array(START);
  /**
   * Containers: levels of nesting from here down, 1 for an empty one. An upper bound: what was removed is not
   * subtracted, so that no operation has to look at more than the path to its place.
   */
  height = new Uint16Array(START);

  add(parent: number, key: number, tick: number, flags: number, a: number, b: number): number {
    const n = this.count;
    if (n === this.parent.length) this.#grow(n + (n >>> 1));
    this.count = n + 1;
    this.parent[n] = parent;
    this.key[n] = key;
    this.born[n] = tick;
    this.opened[n] = tick;
    this.end[n] = tick;
    this.next[n] = NONE;
    this.a[n] = a;
    this.b[n] = b;
    this.flags[n] = flags;
    this.height[n] = flags <= ARRAY ? 1 : 0;
    this.#chained[n] = NONE;
    return n;
  }

  /** The last entry of the node's former values (`Past`), or NONE. */
  past(n: number): number {
    const at = this.#chained[n] ?? NONE;
    return at === NONE ? NONE : this.#chains.at(at);
  }

  setPast(n: number, entry: number): void {
    this.#chains.set(this.#chainsOf(n), entry);
  }

  /** The last entry of the stream's stays inside a container (`Cursor`); NONE where it has come only once. */
  stays(n: number): number {
    const at = this.#chained[n] ?? NONE;
    return at === NONE ? NONE : this.#chains.at(at + 1);
  }

  setStays(n: number, entry: number): void {
    this.#chains.set(this.#chainsOf(n) + 1, entry);
  }

  #chainsOf(n: number): number {
    const known = this.#chained[n] ?? NONE;
    if (known !== NONE) return known;
    const at = this.#chains.extend(2);
    this.#chains.set(at, NONE);
    this.#chains.set(at + 1, NONE);
    this.#chained[n] = at;
    return at;
  }

  #grow(capacity: number): void {
    this.parent = grown(this.parent, capacity);
    this.key = grown(this.key, capacity);
    this.born = grown(this.born, capacity);
    this.opened = grown(this.opened, capacity);
    this.end = grown(this.end, capacity);
    this.next = grown(this.next, capacity);
    this.a = grown(this.a, capacity);
    this.b = grown(this.b, capacity);
    this.#chained = grown(this.#chained, capacity);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
    const height = new Uint16Array(capacity);
    height.set(this.height);
    this.height = height;
  }
}

/** Nodes in a fresh table. Small runs are the rule, and a table doubles in about a microsecond per thousand nodes. */
const START = 256;
