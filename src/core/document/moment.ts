import { escapeToken, indexIn, parsePointer } from '../patch/pointer.ts';
import { eachChild, memberAt } from './children.ts';
import type { Clock } from './clock.ts';
import type { Cursor } from './cursor.ts';
import { countEntries, keepsIndices } from './entries.ts';
import { ARRAY, GROWING, GROWN, HAS_PAST, NONE, OBJECT } from './nodes.ts';
import { jsonAt, leafSourceAt } from './read.ts';
import type { Texts } from './texts.ts';
import { LATEST, type Tree } from './tree.ts';
import { TYPES, type DocumentView, type NodeId, type NodeType } from './view.ts';

/** The tree, read with one tick in hand. */
export class Moment implements DocumentView {
  readonly #tree: Tree;
  readonly #clock: Clock;
  readonly #cursor: Cursor;
  readonly #texts: Texts;
  readonly #tick: number;
  /** Indices of items whose array has seen insertions or removals, as far as this view has come across them. */
  readonly #indices = new Map<NodeId, number>();

  constructor(tree: Tree, clock: Clock, cursor: Cursor, texts: Texts, tick: number) {
    this.#tree = tree;
    this.#clock = clock;
    this.#cursor = cursor;
    this.#texts = texts;
    this.#tick = tick;
  }

  root(): NodeId | null {
    const root = this.#tree.root(this.#tick);
    return root === NONE ? null : root;
  }

  find(pointer: string): NodeId | null {
    const tokens = parsePointer(pointer);
    let node = this.root();
    if (!Array.isArray(tokens)) return null;
    for (const token of tokens) {
      if (node === null) return null;
      node = this.#child(node, token);
    }
    return node;
  }

  #child(n: NodeId, token: string): NodeId | null {
    const tree = this.#tree;
    const type = tree.type(n, this.#tick);
    if (type === OBJECT) {
      const key = tree.names.find(token);
      const child = key < 0 ? NONE : memberAt(tree, n, key, this.#tick);
      return child === NONE ? null : child;
    }
    const index = type === ARRAY ? indexIn(token, 0, token.length) : -1;
    return index < 0 ? null : (this.children(n, index, index + 1)[0] ?? null);
  }

  type(n: NodeId): NodeType {
    return TYPES[this.#tree.type(n, this.#tick)] ?? 'null';
  }

  name(n: NodeId): string | number | null {
    const tree = this.#tree;
    const parent = this.parent(n);
    if (parent === null) return null;
    const key = tree.nodes.key[n] ?? NONE;
    if (tree.type(parent, this.#tick) === OBJECT) return tree.names.text(key);
    if (keepsIndices(tree, parent, this.#tick)) return key;
    // Once for each such array in a view, and only where the node came from another view.
    if (!this.#indices.has(n)) this.children(parent);
    return this.#indices.get(n) ?? NONE;
  }

  pointer(n: NodeId): string {
    let pointer = '';
    for (let node: NodeId | null = n; node !== null; node = this.parent(node)) {
      const name = this.name(node);
      if (name !== null) pointer = `/${escapeToken(String(name))}${pointer}`;
    }
    return pointer;
  }

  parent(n: NodeId): NodeId | null {
    const parent = this.#tree.nodes.parent[n] ?? NONE;
    return parent === NONE ? null : parent;
  }

  childCount(n: NodeId): number {
    return this.#isLeaf(n) ? 0 : countEntries(this.#tree, n, this.#tick);
  }

  children(n: NodeId, from = 0, to = LATEST): NodeId[] {
    if (this.#isLeaf(n)) return [];
    const found: NodeId[] = [];
    const keeps = this.#tree.type(n, this.#tick) === OBJECT || keepsIndices(this.#tree, n, this.#tick);
    eachChild(this.#tree, n, this.#tick, from, to, (child, index) => {
      found.push(child);
      if (!keeps) this.#indices.set(child, index);
    });
    return found;
  }

  source(n: NodeId): string {
    return this.#isLeaf(n) ? leafSourceAt(this.#tree, this.#texts, n, this.#tick) : this.json(n);
  }

  json(n: NodeId | null = this.root()): string {
    return n === null ? '' : jsonAt(this.#tree, this.#texts, n, this.#tick);
  }

  born(n: NodeId): number {
    return this.#clock.eventOf(this.#tree.nodes.born[n] ?? 0);
  }

  changed(n: NodeId): number {
    return this.#clock.eventOf(this.#tree.version(n, this.#tick).tick);
  }

  changes(n: NodeId): number {
    const { nodes, past } = this.#tree;
    return ((nodes.flags[n] ?? 0) & HAS_PAST) === 0 ? 0 : past.changes(n, this.#tick);
  }

  opened(n: NodeId): number | null {
    const { nodes } = this.#tree;
    if (!this.#isLeaf(n)) return this.born(n);
    const opened = nodes.opened[n] ?? NONE;
    return opened === NONE ? null : this.#clock.eventOf(opened);
  }

  lastInside(n: NodeId): number {
    return this.#clock.eventOf(this.#lastInside(n));
  }

  done(n: NodeId): boolean {
    const { flags } = this.#tree.version(n, this.#tick);
    if (this.#isLeaf(n) && (flags & GROWN) === 0) return true;
    if ((flags & GROWING) !== 0) return false;
    if (this.#tree.closedAt(n, this.#tick) !== NONE) return true;
    return this.#clock.landedBy(this.#tick) > this.#lastInside(n);
  }

  growing(n: NodeId): boolean {
    return this.#tree.isGrowing(n, this.#tick);
  }

  closed(n: NodeId): number | null {
    const tick = this.#tree.closedAt(n, this.#tick);
    return tick === NONE ? null : this.#clock.eventOf(tick);
  }

  #lastInside(n: NodeId): number {
    return this.#isLeaf(n) ? this.#tree.version(n, this.#tick).tick : this.#cursor.lastInside(n, this.#tick);
  }

  #isLeaf(n: NodeId): boolean {
    return this.#tree.type(n, this.#tick) > ARRAY;
  }
}
