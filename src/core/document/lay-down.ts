import { scanJson, type ScanSink } from '../json/scan-json.ts';
import { append, countNow, memberNow } from './growth.ts';
import { ARRAY, BOOLEAN, NONE, NULL, NUMBER, OBJECT, STRING } from './nodes.ts';
import type { Tree } from './tree.ts';

/** Levels of nesting that a document may have (design: "nesting over 512 levels"). Scalars are no level. */
export const MAX_DEPTH = 512;

/**
 * Makes nodes of the members or items of the container whose source begins at `at`, under `node`, a fresh empty one.
 * Of duplicate keys the last value wins, in the place of the first, as with `JSON.parse`. `textRef` and `start` say
 * where leaves will find their source: their offsets count from `start`.
 */
export function layDown(
  tree: Tree,
  node: number,
  tick: number,
  text: string,
  at: number,
  textRef: number,
  start = 0,
): void {
  scanJson(text, at, new Layer(tree, node, tick, text, textRef, start), MAX_DEPTH + 1);
}

class Layer implements ScanSink {
  readonly #tree: Tree;
  readonly #tick: number;
  readonly #text: string;
  readonly #textRef: number;
  readonly #start: number;
  /** The container that is open, and the number of its children. */
  #parent = NONE;
  #count = 0;
  #isArray = false;
  #key = NONE;
  #root: number;

  constructor(tree: Tree, root: number, tick: number, text: string, textRef: number, start: number) {
    this.#tree = tree;
    this.#root = root;
    this.#tick = tick;
    this.#text = text;
    this.#textRef = textRef;
    this.#start = start;
  }

  open(type: 'object' | 'array', _at: number): void {
    const isArray = type === 'array';
    this.#parent = this.#parent === NONE ? this.#root : this.#add(isArray ? ARRAY : OBJECT, NONE, NONE);
    this.#count = 0;
    this.#isArray = isArray;
  }

  key(at: number, end: number): void {
    this.#key = this.#tree.names.read(this.#text, at, end);
  }

  leaf(type: 'string' | 'number' | 'boolean' | 'null', at: number): void {
    this.#add(LEAF[type], at - this.#start, this.#textRef);
  }

  close(): void {
    const node = this.#parent;
    if (node === this.#root) return;
    const tree = this.#tree;
    const parent = tree.nodes.parent[node] ?? NONE;
    const { height } = tree.nodes;
    height[parent] = Math.max(height[parent] ?? 1, (height[node] ?? 1) + 1);
    this.#parent = parent;
    this.#isArray = tree.typeNow(parent) === ARRAY;
    this.#count = this.#isArray ? countNow(tree, parent) : 0;
  }

  #add(flags: number, a: number, b: number): number {
    const tree = this.#tree;
    const { nodes } = tree;
    const parent = this.#parent;
    if (!this.#isArray) {
      const twice = memberNow(tree, parent, this.#key);
      if (twice !== NONE) {
        nodes.flags[twice] = flags;
        nodes.a[twice] = a;
        nodes.b[twice] = b;
        nodes.height[twice] = flags <= ARRAY ? 1 : 0;
        return twice;
      }
    }
    const key = this.#isArray ? this.#count++ : this.#key;
    const node = nodes.add(parent, key, this.#tick, flags, a, b);
    append(tree, parent, node, this.#tick);
    return node;
  }
}

const LEAF = { string: STRING, number: NUMBER, boolean: BOOLEAN, null: NULL };
