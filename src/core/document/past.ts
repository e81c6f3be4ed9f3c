import { Ints } from './ints.ts';
import { GROWING } from './nodes.ts';

/** A former value of a node, or the tick at which its present one began. */
export interface Version {
  tick: number;
  flags: number;
  a: number;
  b: number;
}

/**
 * The values that a node had before its present one. Rows are linked from new to old, with a second link that jumps far
 * (a skew-binary list, Myers 1983), so that the value at any moment is found in O(log n) of the node's changes and a
 * change costs O(1) and 32 bytes. Nodes that were never replaced, nearly all, are not here.
 */
export class Past {
  /** By node, the row of its present value. That row knows only its tick: the value itself is in the node. */
  readonly #latest = new Map<number, number>();
  readonly #previous = new Ints();
  readonly #jump = new Ints();
  readonly #depth = new Ints();
  readonly #tick = new Ints();
  readonly #flags = new Ints();
  readonly #a = new Ints();
  readonly #b = new Ints();
  /** How often the value had changed by then; the growth of a string that had not landed is no change. */
  readonly #changes = new Ints();

  /** Files `old` away as the value up to `tick`, where a new one begins. */
  push(node: number, old: Version, tick: number): void {
    let row = this.#latest.get(node);
    if (row === undefined) row = this.#add(-1, old.tick, 0);
    this.#flags.set(row, old.flags);
    this.#a.set(row, old.a);
    this.#b.set(row, old.b);
    const changes = this.#changes.at(row) + ((old.flags & GROWING) === 0 ? 1 : 0);
    this.#latest.set(node, this.#add(row, tick, changes));
  }

  /** Takes the last `push` back; true while former values are left. */
  pop(node: number): boolean {
    const row = this.#previous.at(this.#latest.get(node) ?? 0);
    if (this.#previous.at(row) >= 0) {
      this.#latest.set(node, row);
      return true;
    }
    this.#latest.delete(node);
    return false;
  }

  /** The tick at which the present value began. */
  since(node: number): number {
    return this.#tick.at(this.#latest.get(node) ?? 0);
  }

  /** The former value at `tick`; null where it is the present one. */
  at(node: number, tick: number): Version | null {
    const latest = this.#latest.get(node);
    const row = this.#rowAt(node, tick);
    if (row === latest) return null;
    return { tick: this.#tick.at(row), flags: this.#flags.at(row), a: this.#a.at(row), b: this.#b.at(row) };
  }

  /** How often the value had changed by `tick`. */
  changes(node: number, tick: number): number {
    return this.#changes.at(this.#rowAt(node, tick));
  }

  #rowAt(node: number, tick: number): number {
    let row = this.#latest.get(node) ?? 0;
    while (this.#tick.at(row) > tick && this.#previous.at(row) >= 0) {
      const jump = this.#jump.at(row);
      row = this.#tick.at(jump) > tick ? jump : this.#previous.at(row);
    }
    return row;
  }

  #add(previous: number, tick: number, changes: number): number {
    const row = this.#tick.length;
    const far = previous < 0 ? row : this.#jump.at(previous);
    const farther = previous < 0 ? row : this.#jump.at(far);
    const depth = previous < 0 ? 0 : this.#depth.at(previous) + 1;
    // Two jumps of equal length become one of double length.
    const even =
      previous >= 0 &&
      this.#depth.at(previous) - this.#depth.at(far) === this.#depth.at(far) - this.#depth.at(farther);
    this.#previous.push(previous);
    this.#jump.push(previous < 0 ? row : even ? farther : previous);
    this.#depth.push(depth);
    this.#tick.push(tick);
    this.#flags.push(0);
    this.#a.push(0);
    this.#b.push(0);
    this.#changes.push(changes);
    return row;
  }
}
