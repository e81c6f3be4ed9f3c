import { Ints } from './ints.ts';
import type { Order } from './order.ts';
import { NONE } from './nodes.ts';

/** A container as it was at a moment. */
export interface Origin {
  node: number;
  tick: number;
}

/**
 * The children of a container that has more of them than `SMALL`, has seen a removal or an insertion before others, or
 * was copied. All else is linked from node to node and needs none.
 *
 * Before `order` begins, the children are those of `list`, or those of the container that this is a copy of.
 */
export class Body {
  /** Tick at which this became the value of its node. */
  readonly tick: number;
  /** The container that this one is a copy of, and the moment, while its children are still read there; else NONE. */
  base: number;
  baseTick: number;
  /** How many copies lie between this one and a container with children of its own. */
  readonly generation: number;
  /** Own children in the order of arrival, until there is an `order`. */
  list: Ints | null = null;
  /** Object: the child of each key, as of now. */
  keys: Map<number, number> | null = null;
  /** Object: by key, the children that were removed, oldest first. */
  gone: Map<number, Gone> | null = null;
  order: Order | null = null;
  /** By child of the base, this container's own node for it, made when it is first looked at or edited. */
  twins: Map<number, number> | null = null;

  constructor(tick: number, base = NONE, baseTick = NONE, generation = 0) {
    this.tick = tick;
    this.base = base;
    this.baseTick = baseTick;
    this.generation = generation;
  }
}

/** Children that stood under one key, and when each was removed. */
export class Gone {
  readonly children = new Ints();
  readonly ticks = new Ints();
}
