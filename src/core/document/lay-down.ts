import { scanJson, type ScanSink } from '../json/scan-json.ts';
import { ARRAY, BOOLEAN, NONE, NULL, NUMBER, OBJECT, STRING } from './nodes.ts';
import type { Tree } from './tree.ts';

/** Levels of nesting that a document may have (design: "nesting over 512 levels"). Scalars are no level. */
export const MAX_DEPTH = 512;

/**
 * Makes nodes of the members or items of the container whose source begins at `at`, under `node`, a fresh empty one.
 * Of duplicate keys the last value wins, in the place of the first, as with `JSON.parse`.
 */
export function layDown(
  tree: Tree,
  node: number,
  tick: number,
  text: string,
  at: number,
  textRef: number,
): void {
  scanJson(text, at, new Layer(tree, node, tick, textRef), MAX_DEPTH + 1);
}

class Layer implements ScanSink {
  readonly #tree: Tree;
  readonly #root: number;
  readonly #tick: number;
  readonly #textRef: number;
  readonly #open: number[] = [];
  readonly #counts: number[] = [];
  #key = NONE;

  constructor(tree: Tree, root: number, tick: number, textRef: number) {
    this.#tree = tree;
    this.#root = root;
    this.#tick = tick;
    this.#textRef = textRef;
  }

  open(type: 'object' | 'array', _at: number): void {
    const node =
      this.#open.length === 0 ? this.#root : this.#add(type === 'object' ? OBJECT : ARRAY, NONE, NONE);
    this.#open.push(node);
    this.#counts.push(0);
  }

  key(name: string): void {
    this.#key = this.#tree.names.intern(name);
  }

  leaf(type: 'string' | 'number' | 'boolean' | 'null', at: number): void {
    this.#add(LEAF[type], at, this.#textRef);
  }

  close(): void {
    const node = this.#open.pop() ?? NONE;
    this.#counts.pop();
    const parent = this.#open.at(-1);
    if (parent === undefined) return;
    const { height } = this.#tree.nodes;
    height[parent] = Math.max(height[parent] ?? 1, (height[node] ?? 1) + 1);
  }

  #add(flags: number, a: number, b: number): number {
    const { nodes } = this.#tree;
    const level = this.#open.length - 1;
    const parent = this.#open[level] ?? NONE;
    const count = this.#counts[level] ?? 0;
    const isArray = this.#tree.type(parent, this.#tick) === ARRAY;
    if (!isArray) {
      const twice = this.#tree.memberNow(parent, this.#key);
      if (twice !== NONE) {
        nodes.flags[twice] = flags;
        nodes.a[twice] = a;
        nodes.b[twice] = b;
        return twice;
      }
    }
    const node = nodes.add(parent, isArray ? count : this.#key, this.#tick, flags, a, b);
    this.#tree.append(parent, node, count, this.#tick);
    this.#counts[level] = count + 1;
    return node;
  }
}

const LEAF = { string: STRING, number: NUMBER, boolean: BOOLEAN, null: NULL };
