import { Body } from './body.ts';
import { Ints } from './ints.ts';
import { Names } from './names.ts';
import { GROWING, HAS_PAST, NONE, Nodes, TYPE } from './nodes.ts';
import { Past, type Version } from './past.ts';

/**
 * Every document of a run in one tree: nothing is overwritten, everything is dated in ticks (`Clock`), and reading with
 * a tick in hand gives the document of that moment. This is the table; what is done with it stands beside it:
 *
 *     growth.ts     adding and removing children, and finding them now
 *     children.ts   the children of a container at a moment, as nodes of its own
 *     copies.ts     copies share what they are copies of, until one looks or edits
 *     entries.ts    the children of a container at a moment, as they are stored
 *
 * A container's children, by its column `a`: `NONE` none; 0 or more, the first child, the others linked by `next`
 * (append only, at most `SMALL`); below `NONE` a `Body`. `b` is the child that arrived last.
 *
 * Invariants:
 * 1. What is read with tick k depends on operations up to k alone.
 * 2. A copy is a view of its source as of the operation before, and costs O(1) however large the source is. Its
 *    children become nodes of their own one by one, when they are looked at or edited (an object's all together); the
 *    first insertion or removal in a copied array costs four bytes an item.
 * 3. Editing either side of a copy does not show on the other.
 * 4. A change to a container of n children is O(log n), amortised, an addition at its end O(1).
 * 5. `rollBack(mark())` leaves every moment as it was.
 */
export class Tree {
  readonly nodes = new Nodes();
  readonly names = new Names();
  readonly past = new Past(this.nodes);
  /** How to take back what was done since the journal was opened; null where nothing will be taken back. */
  journal: (() => void)[] | null = null;
  /** Ticks of closing brackets by container: one, unless its value was replaced. Null where none is ever told. */
  #closes: Map<number, number | number[]> | null = null;
  readonly #bodies: Body[] = [];
  readonly #rootTicks = new Ints();
  readonly #roots = new Ints();

  // ---- the root

  /** The root at `tick`, or NONE. */
  root(tick: number): number {
    return this.#rootTicks.length === 0 ? NONE : this.#roots.at(this.#rootTicks.countUpTo(tick) - 1);
  }

  setRoot(node: number, tick: number): void {
    // An entry for the time before everything, so that every tick finds one.
    if (this.#rootTicks.length === 0) this.#pushRoot(-2, NONE);
    this.#pushRoot(tick, node);
    this.journal?.push(() => {
      this.#rootTicks.length -= 1;
      this.#roots.length -= 1;
    });
  }

  #pushRoot(tick: number, node: number): void {
    this.#rootTicks.push(tick);
    this.#roots.push(node);
  }

  // ---- values

  /** What the node's value was at `tick`. */
  version(n: number, tick: number): Version {
    const { nodes } = this;
    const flags = nodes.flags[n] ?? 0;
    const former = (flags & HAS_PAST) === 0 ? null : this.past.at(n, tick);
    return former ?? { tick: this.since(n), flags, a: nodes.a[n] ?? 0, b: nodes.b[n] ?? 0 };
  }

  type(n: number, tick: number): number {
    const flags = this.nodes.flags[n] ?? 0;
    return ((flags & HAS_PAST) === 0 ? flags : this.version(n, tick).flags) & TYPE;
  }

  /** `type` of what is there now. */
  typeNow(n: number): number {
    return (this.nodes.flags[n] ?? 0) & TYPE;
  }

  /** Whether the node is a string that had not landed at `tick`. Cheap for nodes with one value, nearly all. */
  isGrowing(n: number, tick: number): boolean {
    const flags = this.nodes.flags[n] ?? 0;
    return (flags & (HAS_PAST | GROWING)) !== 0 && (this.version(n, tick).flags & GROWING) !== 0;
  }

  /** A container's closing bracket has arrived at `tick`. */
  close(n: number, tick: number): void {
    this.#closes ??= new Map();
    const before = this.#closes.get(n);
    if (before === undefined) this.#closes.set(n, tick);
    else if (typeof before === 'number') this.#closes.set(n, [before, tick]);
    else before.push(tick);
  }

  /** When the container that is `n`'s value at `tick` was closed, as far as that was told by then; else NONE. */
  closedAt(n: number, tick: number): number {
    const closes = this.#closes?.get(n);
    if (closes === undefined) return NONE;
    const last = typeof closes === 'number' ? closes : (closes.findLast((close) => close <= tick) ?? NONE);
    return last <= tick && last >= this.version(n, tick).tick ? last : NONE;
  }

  /** Tick at which the node's present value began. */
  since(n: number): number {
    return ((this.nodes.flags[n] ?? 0) & HAS_PAST) === 0 ? (this.nodes.born[n] ?? 0) : this.past.since(n);
  }

  /** Gives a node a new value from `tick` on; its former one stays readable. O(1). */
  setValue(n: number, tick: number, flags: number, a: number, b: number, height: number): void {
    this.journal?.push(this.#valueBack(n));
    this.past.push(n, this.since(n), tick);
    this.#write(n, flags | HAS_PAST, a, b, height);
  }

  #valueBack(n: number): () => void {
    const old = this.version(n, LATEST);
    const height = this.nodes.height[n] ?? 0;
    return () => {
      const left = this.past.pop(n);
      this.#write(n, left ? old.flags : old.flags & ~HAS_PAST, old.a, old.b, height);
    };
  }

  #write(n: number, flags: number, a: number, b: number, height: number): void {
    this.nodes.flags[n] = flags;
    this.nodes.a[n] = a;
    this.nodes.b[n] = b;
    this.nodes.height[n] = height;
  }

  // ---- bodies

  /** Keeps a body; gives what stands for it in column `a`. */
  addBody(body: Body): number {
    this.#bodies.push(body);
    return NONE - this.#bodies.length;
  }

  body(a: number): Body {
    const body = this.#bodies[NONE - 1 - a];
    if (body === undefined) throw new RangeError(`no body ${a}`);
    return body;
  }

  /** Forgets a body that nothing stands for any more. */
  dropBody(a: number): void {
    this.#bodies[NONE - 1 - a] = DROPPED;
  }

  // ---- taking back

  /** Opens the journal where it is closed, and gives what `rollBack` needs. */
  mark(): number {
    this.journal ??= [];
    return this.journal.length;
  }

  rollBack(mark: number): void {
    while (this.journal !== null && this.journal.length > mark) this.journal.pop()?.();
  }
}

const DROPPED = new Body(NONE);
/** Later than every tick: reads what is there now. */
export const LATEST = 0x7fffffff;
/** Most objects of a stream have fewer members: following links beats a Map up to here, and costs no memory. */
export const SMALL = 8;
