import { Body, type Origin } from './body.ts';
import { Forest, type Sequence } from './forest.ts';
import { Ints } from './ints.ts';
import { Names } from './names.ts';
import { ARRAY, GROWING, GROWN, HAS_PAST, NONE, Nodes, OBJECT, TYPE } from './nodes.ts';
import { Past, type Version } from './past.ts';

/**
 * Every document of a run in one tree: nothing is overwritten, everything is dated in ticks (`Clock`), and reading with
 * a tick in hand gives the document of that moment.
 *
 * A container's children, by its column `a`: `NONE` none; 0 or more, the first child, the others linked by `next`
 * (append only, at most `SMALL`); below `NONE` a `Body`. `b` is the child that arrived last.
 *
 * Invariants:
 * 1. What is read with tick k depends on operations up to k alone.
 * 2. A copy is a view of its source as of the operation before, and costs O(1) however large the source is. Its
 *    children become nodes of their own one by one, when they are looked at or edited (an object's all together).
 * 3. Editing either side of a copy does not show on the other.
 * 4. A change to a container of n children is O(log n), an addition at its end O(1).
 * 5. `rollBack(mark())` leaves every moment as it was.
 */
export class Tree {
  readonly nodes = new Nodes();
  readonly names = new Names();
  readonly past = new Past();
  readonly forest = new Forest();
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
    const { nodes } = this;
    const old = this.version(n, LATEST);
    const oldHeight = nodes.height[n] ?? 0;
    this.past.push(n, old, tick);
    this.#write(n, flags | HAS_PAST, a, b, height);
    this.journal?.push(() => {
      const left = this.past.pop(n);
      this.#write(n, left ? old.flags : old.flags & ~HAS_PAST, old.a, old.b, oldHeight);
    });
  }

  #write(n: number, flags: number, a: number, b: number, height: number): void {
    this.nodes.flags[n] = flags;
    this.nodes.a[n] = a;
    this.nodes.b[n] = b;
    this.nodes.height[n] = height;
  }

  // ---- reading children

  childCount(n: number, tick: number): number {
    const { a } = this.version(n, tick);
    if (a === NONE) return 0;
    if (a > NONE) {
      let count = 0;
      for (let c = a; c !== NONE && this.#born(c) <= tick; c = this.#next(c)) count += 1;
      return count;
    }
    const body = this.#body(a);
    const order = body.orderAt(tick);
    if (order >= 0) return this.forest.size(body.root(order)) + this.#tailCount(body, order, tick);
    return body.base === null ? this.#prefix(body, tick) : this.childCount(body.base.node, body.base.tick);
  }

  /** The child of an object under a key, or NONE. O(log n). */
  member(n: number, key: number, tick: number): number {
    const { a } = this.version(n, tick);
    if (a >= NONE) {
      for (let c = a; c !== NONE && this.#born(c) <= tick; c = this.#next(c))
        if (this.nodes.key[c] === key) return c;
      return NONE;
    }
    const body = this.#own(n, a);
    const present = body.keys?.get(key);
    if (present !== undefined && this.#born(present) <= tick) return present;
    const gone = body.gone?.get(key);
    const before = gone === undefined ? 0 : gone.countUpTo(tick, (c) => this.#born(c));
    const child = before === 0 ? NONE : (gone?.at(before - 1) ?? NONE);
    return child !== NONE && this.#contains(body, child, tick) ? child : NONE;
  }

  /** The child of an array at an index below its count, or NONE. O(log n). */
  item(n: number, index: number, tick: number): number {
    let found = NONE;
    this.eachChild(n, tick, index, index + 1, (child) => (found = child));
    return found;
  }

  /** Children at [from, to), arrival order for objects, index order for arrays. O(log n + to - from). */
  eachChild(
    n: number,
    tick: number,
    from: number,
    to: number,
    visit: (child: number, index: number) => void,
  ): void {
    const { a, flags } = this.version(n, tick);
    if (a < NONE && (flags & TYPE) === OBJECT) this.#own(n, a);
    const body = a < NONE ? this.#body(a) : null;
    let index = Math.max(0, from);
    this.#raw(n, tick, from, to, (entry) => {
      visit(body === null || body.base === null ? entry : this.#twin(n, body, entry), index);
      index += 1;
    });
  }

  /** What a container is a copy of, while it is an unedited one that nobody looked into; else null. */
  sourceOf(n: number, tick: number): Origin | null {
    const { a } = this.version(n, tick);
    const body = a < NONE ? this.#body(a) : null;
    return body !== null && body.twins === null && body.ticks.length === 0 ? body.base : null;
  }

  /**
   * As `eachChild` for all children, but without making nodes: children of an unedited copy are told as the source's,
   * with the moment at which they are to be read. `key` is that of an object's member.
   */
  eachOrigin(n: number, tick: number, visit: (child: number, tick: number, key: number) => void): void {
    const source = this.sourceOf(n, tick);
    if (source !== null) return this.eachOrigin(source.node, source.tick, visit);
    const { a } = this.version(n, tick);
    const body = a < NONE ? this.#body(a) : null;
    this.#raw(n, tick, 0, LATEST, (entry) => {
      const key = this.nodes.key[entry] ?? NONE;
      if (body === null || body.base === null || this.#born(entry) >= body.tick)
        return visit(entry, tick, key);
      const twin = body.twins?.get(entry);
      if (twin !== undefined) return visit(twin, tick, key);
      const origin = this.#origin(body.base, entry);
      visit(origin.node, origin.tick, key);
    });
  }

  /** The entries of a container in order; those of a copied array are still its source's. */
  #raw(n: number, tick: number, from: number, to: number, visit: (entry: number) => void): void {
    const { a } = this.version(n, tick);
    if (a >= NONE) {
      let index = 0;
      for (let c = a; c !== NONE && index < to && this.#born(c) <= tick; c = this.#next(c)) {
        if (index++ >= from) visit(c);
      }
      return;
    }
    const body = this.#body(a);
    const order = body.orderAt(tick);
    if (order < 0 && body.base !== null) return this.#raw(body.base.node, body.base.tick, from, to, visit);
    const root = order < 0 ? 0 : body.root(order);
    const size = this.forest.size(root);
    this.forest.each(root, from, to, visit);
    const tail = order < 0 ? 0 : body.tails.at(order);
    const count = order < 0 ? this.#prefix(body, tick) : this.#tailCount(body, order, tick);
    for (let i = Math.max(0, from - size); i < Math.min(count, to - size); i++) visit(body.list.at(tail + i));
  }

  /** True while an array's items still have the indices they came with (column `key`). */
  keepsIndices(n: number, tick: number): boolean {
    const { a } = this.version(n, tick);
    if (a >= NONE) return true;
    const body = this.#body(a);
    return body.base === null && body.orderAt(tick) < 0;
  }

  #prefix(body: Body, tick: number): number {
    if (tick === LATEST) return body.list.length;
    return body.list.countUpTo(tick, (c) => this.#born(c));
  }

  #tailCount(body: Body, order: number, tick: number): number {
    const end = order + 1 < body.tails.length ? body.tails.at(order + 1) : body.list.length;
    return body.list.countUpTo(tick, (c) => this.#born(c), body.tails.at(order), end);
  }

  /** Whether a child that was removed at some time was there at `tick`. The children of an object ascend. */
  #contains(body: Body, child: number, tick: number): boolean {
    const order = body.orderAt(tick);
    if (order < 0) return true;
    if (this.forest.indexOf(body.root(order), child) >= 0) return true;
    const tail = body.tails.at(order);
    const count = this.#tailCount(body, order, tick);
    const before = body.list.countUpTo(child, (c) => c, tail, tail + count);
    return before > 0 && body.list.at(tail + before - 1) === child;
  }

  // ---- the present, on the hot path

  /** `childCount` of an array, now. O(1) for one that only grew at its end. */
  countNow(n: number): number {
    const a = this.nodes.a[n] ?? NONE;
    if (a === NONE) return 0;
    if (a > NONE) return (this.nodes.key[this.nodes.b[n] ?? NONE] ?? 0) + 1;
    const body = this.#body(a);
    const { list, roots, tails } = body;
    if (roots.length > 0) return this.forest.size(roots.last()) + list.length - tails.last();
    return body.base === null ? list.length : this.childCount(n, LATEST);
  }

  itemNow(n: number, index: number): number {
    const a = this.nodes.a[n] ?? NONE;
    if (a < NONE) {
      const body = this.#body(a);
      const { list, roots, tails } = body;
      if (roots.length === 0 && body.base !== null) return this.item(n, index, LATEST);
      const root = roots.length === 0 ? 0 : roots.last();
      const size = this.forest.size(root);
      const inList = index - size + (roots.length === 0 ? 0 : tails.last());
      if (index >= size && inList >= list.length) return NONE;
      const entry = index < size ? this.forest.at(root, index) : list.at(inList);
      return this.#twin(n, body, entry);
    }
    let child = a;
    for (let i = 0; child !== NONE && i < index; i++) child = this.#next(child);
    return child;
  }

  /** The number of members that the last `memberNow` without success went over, while the object is small. */
  passed = 0;

  memberNow(n: number, key: number): number {
    const { nodes } = this;
    const a = nodes.a[n] ?? NONE;
    if (a < NONE) return this.#own(n, a).keys?.get(key) ?? NONE;
    let passed = 0;
    for (let c = a; c !== NONE; c = nodes.next[c] ?? NONE) {
      if (nodes.key[c] === key) return c;
      passed += 1;
    }
    this.passed = passed;
    return NONE;
  }

  // ---- adding and removing children

  /**
   * Puts a new node behind a container's other children, of which there are `count`. O(1) but where a copied array
   * gets its first item of its own.
   */
  append(n: number, child: number, count: number, tick: number): void {
    const { nodes } = this;
    const a = nodes.a[n] ?? NONE;
    const last = nodes.b[n] ?? NONE;
    if (a < NONE) this.#appendToBody(n, this.#own(n, a), child, tick);
    else if (a === NONE) nodes.a[n] = child;
    else if (count < SMALL) nodes.next[last] = child;
    else this.#appendToBody(n, this.#promote(n), child, tick);
    nodes.b[n] = child;
    if (this.journal === null) return;
    this.journal.push(() => {
      nodes.b[n] = last;
      if (a === NONE) nodes.a[n] = NONE;
      else if (a > NONE && count < SMALL) nodes.next[last] = NONE;
    });
  }

  #appendToBody(n: number, body: Body, child: number, tick: number): void {
    const key = this.nodes.key[child] ?? NONE;
    if (body.base !== null && body.ticks.length === 0) this.#setOrder(body, tick, this.#sequence(n), 0);
    body.list.push(child);
    body.keys?.set(key, child);
    this.journal?.push(() => {
      body.list.length -= 1;
      body.keys?.delete(key);
    });
  }

  /** Puts a new node before the item at `index`. O(log n), amortised. */
  insert(n: number, child: number, index: number, tick: number): void {
    const last = this.nodes.b[n] ?? NONE;
    const body = this.#ownBody(n);
    this.#setOrder(body, tick, this.forest.insertAt(this.#sequence(n), index, child), body.list.length);
    this.nodes.b[n] = child;
    this.journal?.push(() => (this.nodes.b[n] = last));
  }

  removeItem(n: number, index: number, tick: number): void {
    const body = this.#ownBody(n);
    this.#setOrder(body, tick, this.forest.removeAt(this.#sequence(n), index), body.list.length);
  }

  removeMember(n: number, key: number, tick: number): void {
    const body = this.#ownBody(n);
    const child = body.keys?.get(key) ?? NONE;
    const sequence = this.#sequence(n);
    const at = this.forest.indexOf(sequence, child);
    this.#setOrder(body, tick, this.forest.removeAt(sequence, at), body.list.length);
    body.keys?.delete(key);
    body.gone ??= new Map();
    const gone = body.gone.get(key) ?? new Ints();
    body.gone.set(key, gone);
    gone.push(child);
    this.journal?.push(() => {
      gone.length -= 1;
      body.keys?.set(key, child);
    });
  }

  #setOrder(body: Body, tick: number, root: Sequence, tail: number): void {
    const { ticks, roots, tails } = body;
    if (ticks.last() === tick) {
      // A move within one container: both its halves are one moment.
      const i = ticks.length - 1;
      const [oldRoot, oldTail] = [roots.at(i), tails.at(i)];
      roots.set(i, root);
      tails.set(i, tail);
      this.journal?.push(() => {
        roots.set(i, oldRoot);
        tails.set(i, oldTail);
      });
      return;
    }
    ticks.push(tick);
    roots.push(root);
    tails.push(tail);
    this.journal?.push(() => {
      ticks.length -= 1;
      roots.length -= 1;
      tails.length -= 1;
    });
  }

  /** All present entries of a container as one sequence. Amortised O(log n): each arrival is taken in once. */
  #sequence(n: number): Sequence {
    return this.#sequenceAt(n, LATEST);
  }

  #sequenceAt(n: number, tick: number): Sequence {
    const { a } = this.version(n, tick);
    if (a < NONE) {
      const body = this.#body(a);
      const order = body.orderAt(tick);
      if (order < 0 && body.base !== null) return this.#sequenceAt(body.base.node, body.base.tick);
      if (order < 0) return this.forest.append(0, body.list, 0, this.#prefix(body, tick));
      const tail = body.tails.at(order);
      return this.forest.append(body.root(order), body.list, tail, tail + this.#tailCount(body, order, tick));
    }
    const entries = new Ints();
    this.#raw(n, tick, 0, LATEST, (entry) => entries.push(entry));
    return this.forest.append(0, entries, 0, entries.length);
  }

  #ownBody(n: number): Body {
    const a = this.nodes.a[n] ?? NONE;
    return a < NONE ? this.#own(n, a) : this.#promote(n);
  }

  /** From links to a body. */
  #promote(n: number): Body {
    const { nodes } = this;
    const first = nodes.a[n] ?? NONE;
    const isObject = ((nodes.flags[n] ?? 0) & TYPE) === OBJECT;
    const body = new Body(this.since(n));
    if (isObject) body.keys = new Map();
    for (let c = first; c !== NONE; c = this.#next(c)) {
      body.list.push(c);
      body.keys?.set(nodes.key[c] ?? NONE, c);
    }
    nodes.a[n] = this.#file(body);
    this.journal?.push(() => (nodes.a[n] = first));
    return body;
  }

  // ---- copies

  /**
   * A new node whose value is that of `from` as it was at `tick`. Not yet among its parent's children. O(1), but for a
   * long list that is copied for the first time since it grew (amortised O(1) an item).
   */
  copy(from: number, tick: number, parent: number, key: number, now: number): number {
    const value = this.copiedValue(from, tick, now);
    const node = this.nodes.add(parent, key, now, value.flags, value.a, value.b);
    this.nodes.height[node] = this.nodes.height[from] ?? 0;
    return node;
  }

  copiedValue(from: number, tick: number, now: number): Version {
    const { flags: all, a, b, tick: since } = this.version(from, tick);
    const flags = all & (TYPE | GROWN);
    if ((flags & TYPE) > ARRAY) return { tick: since, flags, a, b };
    if (a === NONE) return { tick: now, flags, a: NONE, b: NONE };
    const source = a < NONE ? this.#body(a) : null;
    const further = this.sourceOf(from, tick);
    const base = further ?? { node: from, tick };
    const generation =
      source === null || source.base === null ? 1 : source.generation + (further === null ? 1 : 0);
    return { tick: now, flags, a: this.#file(new Body(now, base, generation)), b: NONE };
  }

  /** Takes a long list into its sequence now, so that copies of it can share that. */
  gather(n: number, tick: number): void {
    const a = this.nodes.a[n] ?? NONE;
    if (a >= NONE || this.type(n, LATEST) !== ARRAY) return;
    const body = this.#body(a);
    const tail = body.tails.length === 0 ? 0 : body.tails.last();
    if (body.base === null && body.list.length - tail > LONG) {
      this.#setOrder(body, tick, this.#sequence(n), body.list.length);
    }
  }

  /** A container's body, with children of its own where it has to have them: a copied object, a copy of many copies. */
  #own(n: number, a: number): Body {
    const body = this.#body(a);
    if (body.base === null) return body;
    const isArray = this.type(body.base.node, body.base.tick) === ARRAY;
    if (isArray && (body.generation < GENERATIONS || body.ticks.length > 0)) return body;
    const entries: number[] = [];
    this.#raw(body.base.node, body.base.tick, 0, LATEST, (entry) => entries.push(entry));
    if (!isArray) body.keys = new Map();
    for (const entry of entries) {
      const child = this.#twin(n, body, entry);
      if (isArray) this.nodes.key[child] = body.list.length;
      body.list.push(child);
      body.keys?.set(this.nodes.key[child] ?? NONE, child);
    }
    body.base = null;
    body.twins = null;
    return body;
  }

  /** The copy's own node for an entry of its source. */
  #twin(n: number, body: Body, entry: number): number {
    // What came after the copy was made is its own.
    if (body.base === null || this.#born(entry) >= body.tick) return entry;
    body.twins ??= new Map();
    const known = body.twins.get(entry);
    if (known !== undefined) return known;
    const origin = this.#origin(body.base, entry);
    const isArray = this.type(body.base.node, body.base.tick) === ARRAY;
    const key = isArray ? NONE : (this.nodes.key[entry] ?? NONE);
    const twin = this.copy(origin.node, origin.tick, n, key, body.tick);
    body.twins.set(entry, twin);
    return twin;
  }

  /** Where an entry of a copied container is to be read: through copies of copies down to a node with a value. */
  #origin(base: Origin, entry: number): Origin {
    let { node, tick } = base;
    for (;;) {
      const { a } = this.version(node, tick);
      const body = a < NONE ? this.#body(a) : null;
      if (body === null || body.base === null || this.#born(entry) >= body.tick) return { node: entry, tick };
      const twin = body.twins?.get(entry);
      if (twin !== undefined) return { node: twin, tick };
      ({ node, tick } = body.base);
    }
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

  #file(body: Body): number {
    this.#bodies.push(body);
    return NONE - this.#bodies.length;
  }

  #body(a: number): Body {
    const body = this.#bodies[NONE - 1 - a];
    if (body === undefined) throw new RangeError(`no body ${a}`);
    return body;
  }

  #born(n: number): number {
    return this.nodes.born[n] ?? 0;
  }

  #next(n: number): number {
    return this.nodes.next[n] ?? NONE;
  }
}

/** Later than every tick: reads what is there now. */
export const LATEST = 0x7fffffff;
/** Most objects of a stream have fewer members: following links beats a Map up to here, and costs no memory. */
const SMALL = 8;
/** A list that grew by no more is cheaper to walk than to share. */
const LONG = 64;
/** Copies of edited copies are followed through at most so many; then the children are made. */
const GENERATIONS = 16;
