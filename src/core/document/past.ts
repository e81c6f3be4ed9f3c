import { Chains } from './chains.ts';
import { GROWING, NONE, type Nodes } from './nodes.ts';

/** A former value of a node, or the tick at which its present one began. */
export interface Version {
  tick: number;
  flags: number;
  a: number;
  b: number;
}

/** The values that a node had before its present one, 32 bytes each. Nodes that were never replaced, nearly all, have none. */
export class Past {
  readonly #nodes: Nodes;
  /** The entry of the present value knows only its tick and number: the value itself is in the node. */
  readonly #values = new Chains(4);

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  /** Files the present value of `node`, which began at `since`, away as that up to `tick`, where a new one begins. */
  push(node: number, since: number, tick: number): void {
    const { flags, a, b } = this.#nodes;
    const values = this.#values;
    const latest = this.#nodes.past(node);
    const entry = latest === NONE ? values.add(NONE, since) : latest;
    const old = flags[node] ?? 0;
    values.setField(entry, FLAGS, old);
    values.setField(entry, A, a[node] ?? 0);
    values.setField(entry, B, b[node] ?? 0);
    const next = values.add(entry, tick);
    values.setField(next, CHANGES, values.field(entry, CHANGES) + ((old & GROWING) === 0 ? 1 : 0));
    this.#nodes.setPast(node, next);
  }

  /** Takes the last `push` back; true while former values are left. */
  pop(node: number): boolean {
    const entry = this.#values.previous(this.#nodes.past(node));
    const left = this.#values.previous(entry) !== NONE;
    this.#nodes.setPast(node, left ? entry : NONE);
    return left;
  }

  /** The tick at which the present value began. */
  since(node: number): number {
    return this.#values.tick(this.#nodes.past(node));
  }

  /** The former value at `tick`; null where it is the present one. */
  at(node: number, tick: number): Version | null {
    const values = this.#values;
    const latest = this.#nodes.past(node);
    const entry = values.entryAt(latest, tick);
    if (entry === latest) return null;
    return {
      tick: values.tick(entry),
      flags: values.field(entry, FLAGS),
      a: values.field(entry, A),
      b: values.field(entry, B),
    };
  }

  /** How often the value had changed by `tick`; the growth of a string that had not landed is no change. */
  changes(node: number, tick: number): number {
    return this.#values.field(this.#values.entryAt(this.#nodes.past(node), tick), CHANGES);
  }
}

const FLAGS = 0;
const A = 1;
const B = 2;
const CHANGES = 3;
