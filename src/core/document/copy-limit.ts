import type { PatchError } from '../patch/operation.ts';
import { problem } from '../patch/problem.ts';
import { LATEST, type Tree } from './tree.ts';
import { weighAllAt, weighAt } from './weigh.ts';

/**
 * A copy is cheap to make and may be dear to read: forty times `copy "" → /-` is 2⁴⁰ values. Small values are counted,
 * large ones estimated by all there is, and only when the estimate passes the limit is the document counted.
 */
export class CopyLimit {
  readonly #tree: Tree;
  /** Values that copies stand for beyond the nodes that exist. An upper bound. */
  #copied = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Counts a copy of `node`, or says why it may not be made. */
  pass(node: number): PatchError | null {
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
}

/** Values of a copied container that are counted one by one. */
const COUNTED = 1024;
/** 2²⁶: at five characters a value, this is about the longest string that V8 can hold as the document's JSON. */
const MAX_VALUES = 67_108_864;
