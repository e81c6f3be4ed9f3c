import { leafSource, locateValue } from '../json/locate-value.ts';
import type { JsonValue, Operation, PatchError } from '../patch/operation.ts';
import { badEscape, indexIn, quote, unescapeToken } from '../patch/pointer.ts';
import { problem } from '../patch/problem.ts';
import type { Clock } from './clock.ts';
import type { Cursor } from './cursor.ts';
import { layDown, MAX_DEPTH } from './lay-down.ts';
import { ARRAY, BOOLEAN, GROWING, GROWN, NONE, NULL, NUMBER, OBJECT, STRING, TYPE } from './nodes.ts';
import { equalAt, equalLeaves, leafSourceAt, weighAllAt, weighAt } from './read.ts';
import { OWN_VALUE, type Texts } from './texts.ts';
import { LATEST, type Tree } from './tree.ts';

/** The received text of the operation at hand. `at`: where its value begins, `OWN_VALUE` to look for it when needed. */
export interface Received {
  event: number;
  text: string;
  at: number;
}

/** An operation of a batch whose text does not show it: its values are kept as `JSON.stringify` spells them. */
export const NOT_FOUND = -2;

/**
 * The operations of RFC 6902 §4 and `append`, on the present end of a tree. Each gives null and one tick of the clock,
 * or an error and nothing changed. `test`, and a `move` onto itself, change nothing and take no tick.
 */
export class Editor {
  readonly #tree: Tree;
  readonly #clock: Clock;
  readonly #cursor: Cursor;
  readonly #texts: Texts;
  /** Values that copies stand for beyond the nodes that exist. An upper bound. */
  #copied = 0;
  // Where the operation aims: set by `#aim`. Fields, since an object for each operation costs more than its nodes.
  #parent = NONE;
  #existing = NONE;
  #key = NONE;
  #count = 0;
  /** The string that is growing, and its place. */
  #growing = NONE;
  #growingPath = '';

  constructor(tree: Tree, clock: Clock, cursor: Cursor, texts: Texts) {
    this.#tree = tree;
    this.#clock = clock;
    this.#cursor = cursor;
    this.#texts = texts;
  }

  apply(op: Operation, received: Received): PatchError | null {
    switch (op.op) {
      case 'add':
        return this.#aim(op.path) ?? this.#putValue(op.path, op.value, received);
      case 'replace': {
        const node = this.#cursor.toNode(op.path);
        if (typeof node !== 'number') return node;
        this.#aimAt(op.path, node);
        return this.#putValue(op.path, op.value, received);
      }
      case 'append':
        return this.#append(op.path, op.value, received);
      case 'remove': {
        const gone = this.#remove(op.path);
        if (gone === null) this.#clock.advance(received.event, false);
        return gone;
      }
      case 'copy':
        return this.#copy(op.from, op.path, received);
      case 'move':
        return this.#move(op.from, op.path, received);
      case 'test':
        return this.#test(op.path, op.value, received);
      default:
        return op satisfies never;
    }
  }

  /** `add` of a leaf, or of an empty container, of which only the type and the place in its text are known. */
  add(path: string, type: number, event: number, at: number): PatchError | null {
    const wrong = this.#aim(path);
    if (wrong !== null) return wrong;
    const tick = this.#clock.now;
    if (type > ARRAY) this.#put(path, tick, type, at, tick, 0);
    else {
      const limit = this.#tooDeep(path, 1);
      if (limit !== null) return limit;
      this.#put(path, tick, type, NONE, NONE, 1);
      if (path !== '') this.#cursor.raise(1);
    }
    this.#land(path, event);
    return null;
  }

  /** A string that has not landed grows by the text that is the value of `event`. */
  grow(path: string, event: number): PatchError | null {
    const tree = this.#tree;
    const tick = this.#clock.now;
    let before = -1;
    if (this.#growing !== NONE && this.#growingPath === path) {
      const wrong = path === '' ? 0 : this.#cursor.toParent(path);
      if (typeof wrong !== 'number') return wrong;
      this.#aimAt(path, this.#growing);
      before = tree.version(this.#growing, LATEST).a;
    } else {
      this.#growing = NONE;
      const wrong = this.#aim(path);
      if (wrong !== null) return wrong;
    }
    const piece = this.#texts.addPiece(before, OWN_VALUE, tick);
    this.#growing = this.#put(path, tick, STRING | GROWN | GROWING, piece, NONE, 0);
    this.#growingPath = path;
    this.#land(path, event);
    return null;
  }

  /** A closing bracket is dated, but lands nothing. */
  close(path: string, event: number): PatchError | null {
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    if (this.#tree.type(node, LATEST) > ARRAY)
      return problem('type', `cannot close ${quote(path)}: it is neither an object nor an array`);
    this.#tree.close(node, this.#clock.now);
    this.#clock.advance(event, false);
    return null;
  }

  // ---- where a value goes

  /** Finds the place that `add` names (RFC 6902 §4.1): a member, new or not, or a place between items. */
  #aim(path: string): PatchError | null {
    const tree = this.#tree;
    if (this.#growing !== NONE) {
      const node = this.#growing;
      this.#growing = NONE;
      if (path === this.#growingPath) {
        // It stands in its place already; in an array `add` would otherwise put its value before it.
        const parent = path === '' ? 0 : this.#cursor.toParent(path);
        if (typeof parent !== 'number') return parent;
        this.#aimAt(path, node);
        return null;
      }
    }
    if (path === '') {
      this.#aimAt(path, tree.root(LATEST));
      return null;
    }
    const parent = this.#cursor.toParent(path);
    if (typeof parent !== 'number') return parent;
    const from = path.lastIndexOf('/') + 1;
    const type = tree.type(parent, LATEST);
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
      this.#existing = tree.memberNow(parent, key);
      this.#count = tree.passed;
      return null;
    }
    if (type !== ARRAY) {
      return problem(
        'type',
        `cannot add ${quote(path)}: ${quote(path.slice(0, from - 1))} is neither an object nor an array`,
      );
    }
    const count = tree.countNow(parent);
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

  #aimAt(path: string, node: number): void {
    this.#existing = node;
    if (path === '') this.#cursor.reset();
  }

  #putValue(path: string, value: JsonValue, received: Received): PatchError | null {
    const type = typeOf(value);
    const tick = this.#clock.now;
    if (type > ARRAY) {
      const ref = received.at === NOT_FOUND ? this.#texts.keep(JSON.stringify(value)) : tick;
      this.#put(path, tick, type, ref < 0 ? 0 : received.at, ref, 0);
    } else {
      const height = heightOf(value, MAX_DEPTH + 1);
      const limit = this.#tooDeep(path, height);
      if (limit !== null) return limit;
      const node = this.#put(path, tick, type, NONE, NONE, 1);
      if (!isEmpty(value)) {
        this.#layDown(node, tick, value, received);
        this.#cursor.raise(height);
      } else if (path !== '') this.#cursor.raise(1);
    }
    this.#land(path, received.event);
    return null;
  }

  #layDown(node: number, tick: number, value: JsonValue, received: Received): void {
    const at = received.at === OWN_VALUE ? locateValue(received.text) : received.at;
    const bracket = received.text.charAt(Math.max(0, at));
    if (at >= 0 && (bracket === '{' || bracket === '['))
      layDown(this.#tree, node, tick, received.text, at, tick);
    else {
      const text = JSON.stringify(value);
      layDown(this.#tree, node, tick, text, 0, this.#texts.keep(text));
    }
  }

  /** Gives the place aimed at a value from `tick` on. */
  #put(path: string, tick: number, flags: number, a: number, b: number, height: number): number {
    const tree = this.#tree;
    const { nodes } = tree;
    const existing = this.#existing;
    const isLeaf = (flags & TYPE) > ARRAY;
    if (existing !== NONE) {
      const wasLeaf = tree.type(existing, LATEST) > ARRAY;
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
    const isArray = tree.type(parent, LATEST) === ARRAY;
    const inserted = isArray && this.#key < this.#count;
    const node = nodes.add(parent, inserted ? NONE : this.#key, tick, flags, a, b);
    if (isLeaf) {
      const last = nodes.b[parent] ?? NONE;
      const closed = last === NONE ? NONE : tree.closedAt(last, LATEST);
      nodes.opened[node] =
        last === NONE ? tree.since(parent) : closed === NONE ? (nodes.end[last] ?? tick) : closed;
    } else nodes.height[node] = height;
    if (inserted) tree.insert(parent, node, this.#key, tick);
    else tree.append(parent, node, this.#count, tick);
    return node;
  }

  #land(path: string, event: number): void {
    if (path !== '') this.#cursor.land(this.#clock.now);
    this.#clock.advance(event, true);
  }

  #tooDeep(path: string, height: number): PatchError | null {
    const above = path === '' ? 0 : this.#cursor.depth;
    if (above + height <= MAX_DEPTH) return null;
    return problem(
      'limit',
      `cannot put a value at ${quote(path)}: the document would be nested over ${MAX_DEPTH} levels`,
    );
  }

  // ---- the other operations

  #append(path: string, value: string, received: Received): PatchError | null {
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    if (typeof value !== 'string') return problem('malformed', 'the value of "append" must be a string');
    const { flags, a, b } = this.#tree.version(node, LATEST);
    if ((flags & TYPE) !== STRING)
      return problem('type', `cannot append to ${quote(path)}: it is ${describe(flags)}, not a string`);
    const tick = this.#clock.now;
    const first = (flags & GROWN) === 0 ? this.#texts.addPiece(-1, a, b) : a;
    const ref = received.at === NOT_FOUND ? this.#texts.keep(JSON.stringify(value)) : tick;
    const piece = this.#texts.addPiece(first, ref < 0 ? 0 : received.at, ref);
    this.#aimAt(path, node);
    this.#put(path, tick, STRING | GROWN, piece, NONE, 0);
    this.#land(path, received.event);
    return null;
  }

  #remove(path: string): PatchError | null {
    const tree = this.#tree;
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    const tick = this.#clock.now;
    if (path === '') {
      this.#cursor.reset();
      tree.setRoot(NONE, tick);
      return null;
    }
    const parent = tree.nodes.parent[node] ?? NONE;
    if (tree.type(parent, LATEST) === OBJECT) tree.removeMember(parent, tree.nodes.key[node] ?? NONE, tick);
    else tree.removeItem(parent, indexIn(path, path.lastIndexOf('/') + 1, path.length), tick);
    return null;
  }

  #copy(from: string, path: string, received: Received): PatchError | null {
    const node = this.#cursor.toNode(from);
    if (typeof node !== 'number') return node;
    const tick = this.#clock.now;
    const wrong =
      this.#aim(path) ?? this.#tooDeep(path, this.#tree.nodes.height[node] ?? 0) ?? this.#tooMuch(node);
    if (wrong !== null) return wrong;
    this.#tree.gather(node, tick - 1);
    this.#putCopy(path, node, tick, received.event);
    return null;
  }

  /** Removal and addition in one (RFC 6902 §4.4): the target is looked for once the source is gone. */
  #move(from: string, path: string, received: Received): PatchError | null {
    const node = this.#cursor.toNode(from);
    if (typeof node !== 'number') return node;
    if (from === path) return null;
    if (path.startsWith(`${from}/`)) {
      return problem(
        'prefix',
        `cannot move ${quote(from)} to ${quote(path)}: a value cannot move into itself`,
      );
    }
    const tree = this.#tree;
    const alone = tree.journal === null;
    const mark = tree.mark();
    const tick = this.#clock.now;
    tree.gather(node, tick - 1);
    const wrong = this.#remove(from) ?? this.#aim(path) ?? this.#tooDeep(path, tree.nodes.height[node] ?? 0);
    if (wrong === null) this.#putCopy(path, node, tick, received.event);
    else {
      tree.rollBack(mark);
      this.#cursor.reset();
    }
    if (alone) tree.journal = null;
    return wrong;
  }

  #putCopy(path: string, from: number, tick: number, event: number): void {
    const { flags, a, b } = this.#tree.copiedValue(from, tick - 1, tick);
    const height = this.#tree.nodes.height[from] ?? 0;
    this.#put(path, tick, flags, a, b, height);
    if (height > 0 && path !== '') this.#cursor.raise(height);
    this.#land(path, event);
  }

  /**
   * A copy is cheap to make and may be dear to read: forty times `copy "" → /-` is 2⁴⁰ values. Small values are counted,
   * large ones estimated by all there is, and only when the estimate passes the limit is the document counted.
   */
  #tooMuch(node: number): PatchError | null {
    const tree = this.#tree;
    const few = weighAt(tree, node, LATEST, COUNTED);
    const total = tree.nodes.count + this.#copied;
    const weight = few < COUNTED ? few : total;
    this.#copied += weight;
    if (total + weight <= MAX_VALUES) return null;
    const exact = weighAllAt(tree, tree.root(LATEST), LATEST) + weighAllAt(tree, node, LATEST);
    if (exact > MAX_VALUES)
      return problem('limit', `a copy would make the document larger than ${MAX_VALUES} values`);
    this.#copied = Math.max(0, exact - tree.nodes.count);
    return null;
  }

  #test(path: string, value: JsonValue, received: Received): PatchError | null {
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    if (this.#equals(node, value, received)) return null;
    const tree = this.#tree;
    const type = tree.type(node, LATEST);
    const found = type > ARRAY ? shorten(leafSourceAt(tree, this.#texts, node, LATEST)) : describe(type);
    return problem('test', `${quote(path)} is ${found}, not ${shorten(JSON.stringify(value))} as tested`);
  }

  #equals(node: number, value: JsonValue, received: Received): boolean {
    const tree = this.#tree;
    const type = typeOf(value);
    if (type !== tree.type(node, LATEST)) return false;
    if (type > ARRAY) {
      const at = received.at === OWN_VALUE ? locateValue(received.text) : received.at;
      const texts = this.#texts;
      const source = at < 0 ? JSON.stringify(value) : leafSource(received.text, at);
      return equalLeaves(type, leafSourceAt(tree, texts, node, LATEST), source);
    }
    // The tested value is laid down beside the document, and taken away again unless looking at copies made nodes too.
    const before = tree.nodes.count;
    const journal = tree.journal;
    tree.journal = null;
    // No tick is taken, so its text cannot be found by tick: it is kept while it is compared.
    const at = received.at === OWN_VALUE ? locateValue(received.text) : received.at;
    const text = at < 0 ? JSON.stringify(value) : received.text;
    const other = tree.nodes.add(NONE, NONE, this.#clock.now, type, NONE, NONE);
    layDown(tree, other, this.#clock.now, text, Math.max(0, at), this.#texts.keep(text));
    const after = tree.nodes.count;
    const equal = equalAt(tree, this.#texts, node, LATEST, other, LATEST);
    if (tree.nodes.count === after) tree.nodes.count = before;
    this.#texts.dropLast();
    tree.journal = journal;
    return equal;
  }
}

function typeOf(value: JsonValue): number {
  if (typeof value === 'string') return STRING;
  if (typeof value === 'number') return NUMBER;
  if (typeof value === 'boolean') return BOOLEAN;
  if (value === null) return NULL;
  return Array.isArray(value) ? ARRAY : OBJECT;
}

function isEmpty(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return Object.keys(value as object).length === 0;
}

/** Levels of nesting, counted no further than `most`. */
function heightOf(value: JsonValue, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let height = 0;
  if (Array.isArray(value)) {
    for (const item of value) height = Math.max(height, most <= 1 ? 0 : heightOf(item, most - 1));
  } else {
    for (const key in value)
      height = Math.max(height, most <= 1 ? 0 : heightOf(value[key] ?? null, most - 1));
  }
  return height + 1;
}

function describe(type: number): string {
  return ['an object', 'an array', 'a string', 'a number', 'a boolean', 'null'][type & TYPE] ?? 'nothing';
}

function shorten(json: string): string {
  return json.length > 100 ? `${json.slice(0, 97)}...` : json;
}

/** Values of a copied container that are counted one by one. */
const COUNTED = 1024;
/** 2²⁶: at five characters a value, this is about the longest string that V8 can hold as the document's JSON. */
const MAX_VALUES = 67_108_864;
