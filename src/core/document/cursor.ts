import type { PatchError } from '../patch/operation.ts';
import { badEscape, indexIn, quote, unescapeToken } from '../patch/pointer.ts';
import { problem } from '../patch/problem.ts';
import { Chains } from './chains.ts';
import type { Clock } from './clock.ts';
import { countNow, itemNow, memberNow } from './growth.ts';
import { ARRAY, NONE, OBJECT } from './nodes.ts';
import { LATEST, type Tree } from './tree.ts';
import { cellBack, staysBack } from './undo.ts';

/**
 * Where the stream is: the path to the parent of the last operation, level by level. The next operation mostly shares
 * all or nearly all of it, so finding its parent costs the difference and not the depth.
 *
 * It also keeps when something last landed inside each container. While the stream stays inside, nothing is written;
 * `end` is set when it leaves. A stream in document order enters each container once; where it comes back later, its
 * stays go into a chain.
 */
export class Cursor {
  readonly #tree: Tree;
  readonly #clock: Clock;
  #path = '';
  /** Where the last token of the pointer begins that `toParent` was given last. */
  lastToken = 0;
  #top = NONE;
  readonly #nodes: number[] = [];
  /** Length of the pointer to each level. */
  readonly #ends: number[] = [];
  /** Levels below this one have had a landing since the cursor came to them. */
  #entered = 0;
  /** Stays inside a container to which the stream came back: dated by their first landing, with their last one. */
  readonly #stays = new Chains(1);

  constructor(tree: Tree, clock: Clock) {
    this.#tree = tree;
    this.#clock = clock;
  }

  /** Number of containers on the path, the parent included. */
  get depth(): number {
    return this.#top + 1;
  }

  /** Goes to the parent of the place that `path` (not the root) names. Gives its node or what is in the way. */
  toParent(path: string): number | PatchError {
    if (path.charCodeAt(0) !== SLASH) {
      return problem('pointer', `${quote(path)} is no JSON Pointer: it must be empty or begin with "/"`);
    }
    // The last token is short: a loop takes a third of the time of `lastIndexOf`.
    let parentEnd = path.length - 1;
    while (path.charCodeAt(parentEnd) !== SLASH) parentEnd -= 1;
    this.lastToken = parentEnd + 1;
    this.#leaveTo(this.#shared(path, parentEnd));
    if (this.#top === NONE) {
      const root = this.#tree.root(LATEST);
      if (root === NONE) return problem('missing', `nothing at ${quote(path)}: there is no document yet`);
      this.#push(root, 0);
    }
    this.#path = path;
    let at = this.#ends[this.#top] ?? 0;
    while (at < parentEnd) {
      const end = path.indexOf('/', at + 1);
      const child = this.child(this.#nodes[this.#top] ?? NONE, path, at + 1, end);
      if (typeof child !== 'number') return child;
      if (child === NONE) return problem('missing', `nothing at ${quote(path.slice(0, end))}`);
      this.#push(child, end);
      at = end;
    }
    return this.#nodes[this.#top] ?? NONE;
  }

  /** The node that `path` names, with the cursor at its parent. */
  toNode(path: string): number | PatchError {
    if (path === '') {
      this.reset();
      const root = this.#tree.root(LATEST);
      return root === NONE ? problem('missing', 'there is no document yet') : root;
    }
    const parent = this.toParent(path);
    if (typeof parent !== 'number') return parent;
    const child = this.child(parent, path, this.lastToken, path.length);
    return child === NONE ? problem('missing', `nothing at ${quote(path)}`) : child;
  }

  /** The child of `parent` under the token at [from, to) of `path`; NONE where it has none. */
  child(parent: number, path: string, from: number, to: number): number | PatchError {
    const type = this.#tree.typeNow(parent);
    if (type === OBJECT) {
      const key = unescapeToken(path.slice(from, to));
      if (key === null) return badEscape(path);
      const id = this.#tree.names.find(key);
      return id < 0 ? NONE : memberNow(this.#tree, parent, id);
    }
    if (type !== ARRAY) {
      return problem(
        'type',
        `${quote(path.slice(0, from - 1))} is neither an object nor an array, so nothing is in it`,
      );
    }
    const index = indexIn(path, from, to);
    if (index >= 0) return index < countNow(this.#tree, parent) ? itemNow(this.#tree, parent, index) : NONE;
    const token = path.slice(from, to);
    if (unescapeToken(token) === null) return badEscape(path);
    if (token === '-')
      return problem('index', `nothing at ${quote(path.slice(0, to))}: "-" is behind the last item`);
    return problem(
      'index',
      `${quote(token)} in ${quote(path)} is no array index: digits without leading zeros`,
    );
  }

  /** Tells that tick `tick` landed something in the parent that the cursor is at. To be called before the clock advances. */
  land(tick: number): void {
    while (this.#entered <= this.#top) this.touch(this.#nodes[this.#entered++] ?? NONE, tick, true);
  }

  /** As `land`, for a node whose own value is replaced. A leaf's landings are those of its values: not remembered here. */
  touch(n: number, tick: number, isContainer: boolean): void {
    const { nodes, journal } = this.#tree;
    const end = nodes.end[n] ?? 0;
    if (isContainer && end !== this.#clock.landed && end !== tick) {
      const latest = nodes.stays(n);
      journal?.push(staysBack(nodes, n, latest));
      const stay = latest === NONE ? this.#stays.add(NONE, nodes.born[n] ?? 0) : latest;
      this.#stays.setField(stay, 0, end);
      nodes.setStays(n, this.#stays.add(stay, tick));
    }
    this.#setEnd(n, tick);
  }

  /** The last landing inside a container, itself included, at or before `tick`. */
  lastInside(n: number, tick: number): number {
    const { nodes } = this.#tree;
    const latest = nodes.stays(n);
    const stay = latest === NONE ? NONE : this.#stays.entryAt(latest, tick);
    let until = nodes.end[n] ?? 0;
    if (stay !== latest) until = this.#stays.field(stay, 0);
    else for (let i = 0; i < this.#entered; i++) if (this.#nodes[i] === n) until = this.#clock.landed;
    return Math.min(until, this.#clock.landedBy(tick));
  }

  /** Leaves everything: what the path names may have changed. */
  reset(): void {
    this.#leaveTo(NONE);
  }

  /** As `reset`, when what landed is taken back. Heights are upper bounds, so they may stay. */
  forget(): void {
    this.#top = NONE;
    this.#entered = 0;
  }

  /**
   * Tells that the parent that the cursor is at has a child of `height`. Containers further up learn of it when the
   * cursor leaves this one, so a node's height is right once the cursor is above it.
   */
  raise(height: number): void {
    if (this.#top >= 0) this.#raise(this.#top, height);
  }

  #raise(level: number, height: number): void {
    const { nodes } = this.#tree;
    const n = this.#nodes[level] ?? NONE;
    if ((nodes.height[n] ?? 0) <= height) nodes.height[n] = height + 1;
  }

  /** The deepest level whose pointer is the beginning of `path` up to a token's end, at most `parentEnd`. */
  #shared(path: string, parentEnd: number): number {
    let level = this.#top;
    if (level <= 0) return level;
    const limit = Math.min(parentEnd, this.#ends[level] ?? 0);
    let same = 0;
    // Most operations have the parent of the one before. Comparing two slices takes a sixth of the time of `startsWith`.
    if (limit >= LONG && path.slice(0, limit) === this.#path.slice(0, limit)) same = limit;
    while (same < limit && path.charCodeAt(same) === this.#path.charCodeAt(same)) same += 1;
    while (level > 0) {
      const end = this.#ends[level] ?? 0;
      if (end <= same && path.charCodeAt(end) === SLASH) break;
      level -= 1;
    }
    return level;
  }

  #push(n: number, end: number): void {
    this.#top += 1;
    this.#nodes[this.#top] = n;
    this.#ends[this.#top] = end;
  }

  #leaveTo(level: number): void {
    while (this.#top > level) {
      if (this.#top < this.#entered) {
        this.#setEnd(this.#nodes[this.#top] ?? NONE, this.#clock.landed);
        this.#entered = this.#top;
      }
      if (this.#top > 0)
        this.#raise(this.#top - 1, this.#tree.nodes.height[this.#nodes[this.#top] ?? NONE] ?? 0);
      this.#top -= 1;
    }
  }

  #setEnd(n: number, tick: number): void {
    const { nodes, journal } = this.#tree;
    journal?.push(cellBack(nodes, 'end', n, nodes.end[n] ?? 0));
    nodes.end[n] = tick;
  }
}

const SLASH = 47;
/** Characters from which comparing slices beats comparing characters. */
const LONG = 16;
