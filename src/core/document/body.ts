import { Ints } from './ints.ts';
import type { Sequence } from './forest.ts';

/** A container as it was at a moment. */
export interface Origin {
  node: number;
  tick: number;
}

/**
 * The children of a container that has more of them than `SMALL`, has seen a removal or an insertion before others, or
 * was copied. All else is linked from node to node and needs none.
 */
export class Body {
  /** Own children in the order of arrival, without those inserted before others. */
  readonly list = new Ints();
  /** Object: the child of each key, as of now. */
  keys: Map<number, number> | null = null;
  /** Object: by key, the children that were removed, oldest first. */
  gone: Map<number, Ints> | null = null;
  /**
   * The order since the first removal or insertion: from `ticks[i]` on the children are those of `roots[i]` followed by
   * those of `list` from `tails[i]` on, so that what arrives at the end stays O(1).
   */
  readonly ticks = new Ints();
  readonly roots = new Ints();
  readonly tails = new Ints();
  /** The container that this one is a copy of, while its children are still read there. */
  base: Origin | null;
  /** By child of the base, this container's own node for it, made when it is first looked at or edited. */
  twins: Map<number, number> | null = null;
  /** How many copies lie between this one and a container with children of its own. */
  readonly generation: number;
  /** Tick at which this became the value of its node. */
  readonly tick: number;

  constructor(tick: number, base: Origin | null = null, generation = 0) {
    this.tick = tick;
    this.base = base;
    this.generation = generation;
  }

  /** The entry of `ticks` that holds at `tick`, -1 where none does yet. */
  orderAt(tick: number): number {
    return this.ticks.length === 0 ? -1 : this.ticks.countUpTo(tick) - 1;
  }

  root(order: number): Sequence {
    return this.roots.at(order);
  }
}
