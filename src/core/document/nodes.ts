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
  /** Nodes for which every column has room. */
  #capacity = START;
  /** Columns that have room for half as many again already. */
  #grownColumns = 0;
  #growAt = growAt(START, 0);
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
    if (n === this.#growAt) this.#growColumn();
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

  /** Gives the next column its room for the table to come; after the last, the table has that room. */
  #growColumn(): void {
    const capacity = this.#capacity + (this.#capacity >>> 1);
    switch (this.#grownColumns) {
      case 0:
        this.parent = grown(this.parent, capacity);
        break;
      case 1:
        this.key = grown(this.key, capacity);
        break;
      case 2:
        this.born = grown(this.born, capacity);
        break;
      case 3:
        this.opened = grown(this.opened, capacity);
        break;
      case 4:
        this.end = grown(this.end, capacity);
        break;
      case 5:
        this.next = grown(this.next, capacity);
        break;
      case 6:
        this.a = grown(this.a, capacity);
        break;
      case 7:
        this.b = grown(this.b, capacity);
        break;
      case 8:
        this.#chained = grown(this.#chained, capacity);
        break;
      default: {
        const flags = new Uint8Array(capacity);
        flags.set(this.flags);
        this.flags = flags;
        const height = new Uint16Array(capacity);
        height.set(this.height);
        this.height = height;
      }
    }
    this.#grownColumns += 1;
    if (this.#grownColumns === COLUMNS) {
      this.#grownColumns = 0;
      this.#capacity = capacity;
    }
    this.#growAt = growAt(this.#capacity, this.#grownColumns);
  }
}

/** Columns that grow by themselves; the two small ones at the end grow as one. */
const COLUMNS = 10;

/**
 * How many nodes there are when the next column grows: one at a time over the last seventh of the table. All at once,
 * ten columns of a million nodes are 40 MB of fresh memory in the middle of one task, which took up to 76 ms.
 */
function growAt(capacity: number, grownColumns: number): number {
  return capacity - (COLUMNS - grownColumns - 1) * (capacity >>> 6);
}

/** Nodes in a fresh table: small runs are the rule. */
const START = 256;
