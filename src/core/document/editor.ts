import { leafSource, locateValue } from '../json/locate-value.ts';
import { scanJson } from '../json/scan-json.ts';
import type { JsonValue, Operation, PatchError } from '../patch/operation.ts';
import { indexIn, quote } from '../patch/pointer.ts';
import { problem } from '../patch/problem.ts';
import type { Clock } from './clock.ts';
import { CopyLimit } from './copy-limit.ts';
import { copyFew, firstOfFew } from './copy-few.ts';
import { copiedValue } from './copies.ts';
import type { Cursor } from './cursor.ts';
import { removeItem, removeMember, undoRemoval } from './growth.ts';
import { layDown, MAX_DEPTH } from './lay-down.ts';
import { ARRAY, GROWING, GROWN, NONE, OBJECT, STRING, TYPE } from './nodes.ts';
import { Place } from './place.ts';
import { testLeaf, testValue } from './test-value.ts';
import { OWN_VALUE, type Texts } from './texts.ts';
import { LATEST, type Tree } from './tree.ts';
import { ValueParts } from './value-parts.ts';
import type { ValueSource } from './value-source.ts';
import { describe, heightOf, isEmpty, typeOf } from './values.ts';
import { TYPES } from './view.ts';

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
  readonly #place: Place;
  readonly #copyLimit: CopyLimit;
  readonly #parts = new ValueParts();

  constructor(tree: Tree, clock: Clock, cursor: Cursor, texts: Texts) {
    this.#tree = tree;
    this.#clock = clock;
    this.#cursor = cursor;
    this.#texts = texts;
    this.#place = new Place(tree, clock, cursor);
    this.#copyLimit = new CopyLimit(tree);
  }

  apply(op: Operation, received: Received): PatchError | null {
    switch (op.op) {
      case 'add':
        return this.#place.aim(op.path) ?? this.#putValue(op.path, op.value, received);
      case 'replace':
        return this.#aimAtNode(op.path) ?? this.#putValue(op.path, op.value, received);
      case 'append':
        return this.#append(op.path, op.value, received);
      case 'remove': {
        const node = this.#cursor.toNode(op.path);
        if (typeof node !== 'number') return node;
        this.#remove(op.path, node);
        this.#clock.advance(received.event, false);
        return null;
      }
      case 'copy':
        return this.#copy(op.from, op.path, received);
      case 'move':
        return this.#move(op.from, op.path, received);
      case 'test': {
        const node = this.#cursor.toNode(op.path);
        if (typeof node !== 'number') return node;
        const { text, at } = received;
        return testValue(this.#tree, this.#texts, this.#clock.now, op.path, node, op.value, text, at);
      }
      default:
        return op satisfies never;
    }
  }

  /** An operation with a value that was not made: `text` from `start` on is the event's text. A `test` is of a leaf. */
  put(
    op: 'add' | 'replace' | 'test',
    path: string,
    value: ValueSource,
    event: number,
    text: string,
    start: number,
  ): PatchError | null {
    const type = TYPES.indexOf(value.type);
    if (op === 'test') return this.#testLeaf(path, type, leafSource(text, start + value.at));
    const wrong = op === 'add' ? this.#place.aim(path) : this.#aimAtNode(path);
    if (wrong !== null) return wrong;
    const tick = this.#clock.now;
    if (type > ARRAY) {
      this.#place.put(path, type, value.at, tick, 0);
      this.#place.land(path, event, 0);
      return null;
    }
    const { height } = value;
    const limit = this.#place.tooDeep(path, height);
    if (limit !== null) return limit;
    const node = this.#place.put(path, type, NONE, NONE, 1);
    if (value.filled) layDown(this.#tree, node, tick, text, value.parts, tick, start);
    this.#place.land(path, event, height);
    return null;
  }

  #testLeaf(path: string, type: number, source: string): PatchError | null {
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    return testLeaf(this.#tree, this.#texts, path, node, type, source);
  }

  #putValue(path: string, value: JsonValue, received: Received): PatchError | null {
    const type = typeOf(value);
    const tick = this.#clock.now;
    if (type > ARRAY) {
      const ref = received.at === NOT_FOUND ? this.#texts.keep(JSON.stringify(value)) : tick;
      this.#place.put(path, type, ref < 0 ? 0 : received.at, ref, 0);
      this.#place.land(path, received.event, 0);
      return null;
    }
    const height = heightOf(value, MAX_DEPTH + 1);
    const limit = this.#place.tooDeep(path, height);
    if (limit !== null) return limit;
    const node = this.#place.put(path, type, NONE, NONE, 1);
    if (!isEmpty(value)) this.#layDown(node, tick, value, received);
    this.#place.land(path, received.event, height);
    return null;
  }

  #layDown(node: number, tick: number, value: JsonValue, received: Received): void {
    const at = received.at === OWN_VALUE ? locateValue(received.text) : received.at;
    const bracket = received.text.charAt(Math.max(0, at));
    if (at >= 0 && (bracket === '{' || bracket === '['))
      layDown(this.#tree, node, tick, received.text, this.#partsOf(received.text, at), tick);
    else {
      const text = JSON.stringify(value);
      layDown(this.#tree, node, tick, text, this.#partsOf(text, 0), this.#texts.keep(text));
    }
  }

  #partsOf(text: string, at: number): ValueParts {
    this.#parts.clear();
    scanJson(text, at, this.#parts, MAX_DEPTH + 1);
    return this.#parts;
  }

  #aimAtNode(path: string): PatchError | null {
    const node = this.#cursor.toNode(path);
    if (typeof node !== 'number') return node;
    this.#place.aimAt(path, node);
    return null;
  }

  // ---- strings that grow

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
    this.#place.aimAt(path, node);
    this.#place.put(path, STRING | GROWN, piece, NONE, 0);
    this.#place.land(path, received.event, 0);
    return null;
  }

  /** A string that has not landed grows by the text that is the value of `event`. */
  grow(path: string, event: number): PatchError | null {
    const node = this.#place.aimToGrow(path);
    if (typeof node !== 'number') return node;
    const before = node === NONE ? -1 : this.#tree.version(node, LATEST).a;
    const piece = this.#texts.addPiece(before, OWN_VALUE, this.#clock.now);
    this.#place.keepGrowing(path, this.#place.put(path, STRING | GROWN | GROWING, piece, NONE, 0));
    this.#place.land(path, event, 0);
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

  // ---- removing, copying, moving

  /** Takes out a node that the cursor has just been led to. */
  #remove(path: string, node: number): void {
    const tree = this.#tree;
    const tick = this.#clock.now;
    if (path === '') {
      this.#cursor.reset();
      tree.setRoot(NONE, tick);
      return;
    }
    const parent = tree.nodes.parent[node] ?? NONE;
    if (tree.typeNow(parent) === OBJECT) removeMember(tree, parent, tree.nodes.key[node] ?? NONE, tick);
    else removeItem(tree, parent, indexIn(path, this.#cursor.lastToken, path.length), tick);
  }

  #copy(from: string, path: string, received: Received): PatchError | null {
    const node = this.#cursor.toNode(from);
    if (typeof node !== 'number') return node;
    const height = this.#tree.nodes.height[node] ?? 0;
    const wrong = this.#place.aim(path) ?? this.#place.tooDeep(path, height) ?? this.#copyLimit.pass(node);
    if (wrong === null) this.#putCopy(path, node, received.event);
    return wrong;
  }

  /** Removal and addition in one (RFC 6902 §4.4): the target is looked for once the source is gone. */
  #move(from: string, path: string, received: Received): PatchError | null {
    const node = this.#cursor.toNode(from);
    if (typeof node !== 'number') return node;
    if (from === path) return null;
    if (path.charCodeAt(from.length) === SLASH && path.slice(0, from.length) === from) {
      return problem(
        'prefix',
        `cannot move ${quote(from)} to ${quote(path)}: a value cannot move into itself`,
      );
    }
    const tree = this.#tree;
    const { nodes } = tree;
    const mark = tree.journal?.length;
    this.#remove(from, node);
    const wrong = this.#place.aim(path) ?? this.#place.tooDeep(path, nodes.height[node] ?? 0);
    if (wrong === null) {
      this.#putCopy(path, node, received.event);
      return null;
    }
    const parent = nodes.parent[node] ?? NONE;
    if (mark !== undefined) tree.rollBack(mark);
    else undoRemoval(tree, parent, tree.typeNow(parent) === OBJECT ? (nodes.key[node] ?? NONE) : NONE);
    this.#cursor.reset();
    return wrong;
  }

  #putCopy(path: string, from: number, event: number): void {
    const tick = this.#clock.now;
    const tree = this.#tree;
    const height = tree.nodes.height[from] ?? 0;
    const first = firstOfFew(tree, from);
    if (first === NONE) {
      const { flags, a, b } = copiedValue(tree, from, tick - 1, tick);
      this.#place.put(path, flags, a, b, height);
    } else {
      // Before the place takes its value, which may be one of the children.
      const copies = copyFew(tree, first, tick);
      const last = tree.nodes.count - 1;
      const node = this.#place.put(path, tree.typeNow(from), copies, last, height);
      for (let child = copies; child <= last; child++) tree.nodes.parent[child] = node;
    }
    this.#place.land(path, event, height);
  }
}

const SLASH = 47;
