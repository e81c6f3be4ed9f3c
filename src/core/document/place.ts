import type { PatchError } from '../patch/operation.ts';
import { badEscape, indexIn, quote, unescapeToken } from '../patch/pointer.ts';
import { problem } from '../patch/problem.ts';
import type { Clock } from './clock.ts';
import type { Cursor } from './cursor.ts';
import { append, countNow, insert, memberNow } from './growth.ts';
import { MAX_DEPTH } from './lay-down.ts';
import { ARRAY, NONE, OBJECT, TYPE } from './nodes.ts';
import { LATEST, type Tree } from './tree.ts';

/**
 * The place that the operation at hand aims at: first `aim` (or `aimAt`), then `put`, then `land`. One for all
 * operations, since an object for each costs more than its nodes.
 */
export class Place {
  readonly #tree: Tree;
  readonly #clock: Clock;
  readonly #cursor: Cursor;
  #parent = NONE;
  /** The node that is there already, or NONE. */
  #existing = NONE;
  /** Id of the key, or the index. */
  #key = NONE;
  /** Number of an array's items. */
  #count = 0;
  /** The string that is growing, and its path. */
  #growing = NONE;
  #growingPath = '';

  constructor(tree: Tree, clock: Clock, cursor: Cursor) {
    this.#tree = tree;
    this.#clock = clock;
    this.#cursor = cursor;
  }

  /** Aims where `add` does (RFC 6902 §4.1): a member, new or not, or a place between items. */
  aim(path: string): PatchError | null {
    const tree = this.#tree;
    if (this.#growing !== NONE) {
      const node = this.#growing;
      this.#growing = NONE;
      // It stands in its place already; in an array `add` would otherwise put its value before it.
      if (path === this.#growingPath) return this.#aimAtKnown(path, node);
    }
    if (path === '') {
      this.aimAt(path, tree.root(LATEST));
      return null;
    }
    const parent = this.#cursor.toParent(path);
    if (typeof parent !== 'number') return parent;
    const from = this.#cursor.lastToken;
    const type = tree.typeNow(parent);
    this.#parent = parent;
    this.#existing = NONE;
    if (type === OBJECT) {
      let key = tree.names.expect(path, from);
      if (key < 0) {
        const name = unescapeToken(path.slice(from));
        if (name === null) return badEscape(path);
        key = tree.names.intern(name);
      }
      this.#key = key;
      this.#existing = memberNow(tree, parent, key);
      return null;
    }
    if (type === ARRAY) return this.#aimAtIndex(path, from);
    return problem(
      'type',
      `cannot add ${quote(path)}: ${quote(path.slice(0, from - 1))} is neither an object nor an array`,
    );
  }

  #aimAtIndex(path: string, from: number): PatchError | null {
    const count = countNow(this.#tree, this.#parent);
    this.#count = count;
    const dash = path.charCodeAt(from) === 45 && path.length === from + 1;
    this.#key = dash ? count : indexIn(path, from, path.length);
    if (this.#key >= 0 && this.#key <= count) return null;
    const token = path.slice(from);
    if (unescapeToken(token) === null) return badEscape(path);
    const what = this.#key < 0 ? 'is no array index' : 'is past the end';
    return problem(
      'index',
      `cannot add ${quote(path)}: ${quote(token)} ${what}; the array takes 0 to ${count}, or "-"`,
    );
  }

  /** Aims at a node that is there, with the cursor at its parent. */
  aimAt(path: string, node: number): void {
    this.#existing = node;
    if (path === '') this.#cursor.reset();
  }

  #aimAtKnown(path: string, node: number): PatchError | null {
    const parent = path === '' ? 0 : this.#cursor.toParent(path);
    if (typeof parent !== 'number') return parent;
    this.aimAt(path, node);
    return null;
  }

  /** Aims at the string that is growing at `path`, and gives its node; where none is, as `aim`, and gives NONE. */
  aimToGrow(path: string): number | PatchError {
    const node = this.#growing;
    if (node !== NONE && this.#growingPath === path) return this.#aimAtKnown(path, node) ?? node;
    this.#growing = NONE;
    return this.aim(path) ?? NONE;
  }

  /** The next thing to land at `path` lands `node`. */
  keepGrowing(path: string, node: number): void {
    this.#growing = node;
    this.#growingPath = path;
  }

  /** Gives the place a value from the present tick on, and gives its node. */
  put(path: string, flags: number, a: number, b: number, height: number): number {
    const tree = this.#tree;
    const { nodes } = tree;
    const tick = this.#clock.now;
    const existing = this.#existing;
    const isLeaf = (flags & TYPE) > ARRAY;
    if (existing !== NONE) {
      const wasLeaf = tree.typeNow(existing) > ARRAY;
      tree.setValue(existing, tick, flags, a, b, height);
      this.#cursor.touch(existing, tick, !isLeaf || !wasLeaf);
      return existing;
    }
    if (path === '') {
      const root = nodes.add(NONE, NONE, tick, flags, a, b);
      if (isLeaf) nodes.opened[root] = NONE;
      nodes.height[root] = height;
      tree.setRoot(root, tick);
      return root;
    }
    const parent = this.#parent;
    const inserted = tree.typeNow(parent) === ARRAY && this.#key < this.#count;
    const node = nodes.add(parent, inserted ? NONE : this.#key, tick, flags, a, b);
    if (isLeaf) nodes.opened[node] = this.#opening(parent, tick);
    else nodes.height[node] = height;
    if (inserted) insert(tree, parent, node, this.#key, tick);
    else append(tree, parent, node, tick);
    return node;
  }

  /** When a leaf that lands behind the other children of `parent` opened: see `DocumentView.opened`. */
  #opening(parent: number, tick: number): number {
    const tree = this.#tree;
    const last = tree.nodes.b[parent] ?? NONE;
    if (last === NONE) return tree.since(parent);
    const closed = tree.closedAt(last, LATEST);
    return closed === NONE ? (tree.nodes.end[last] ?? tick) : closed;
  }

  /** Dates what was put: the operation is done. */
  land(path: string, event: number, height: number): void {
    if (path !== '') {
      if (height > 0) this.#cursor.raise(height);
      this.#cursor.land(this.#clock.now);
    }
    this.#clock.advance(event, true);
  }

  /** What is wrong with a value of `height` here, if anything. */
  tooDeep(path: string, height: number): PatchError | null {
    const above = path === '' ? 0 : this.#cursor.depth;
    if (above + height <= MAX_DEPTH) return null;
    return problem(
      'limit',
      `cannot put a value at ${quote(path)}: the document would be nested over ${MAX_DEPTH} levels`,
    );
  }
}
