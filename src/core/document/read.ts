import { eachOrigin } from './copies.ts';
import { ARRAY, GROWN, OBJECT } from './nodes.ts';
import type { Texts } from './texts.ts';
import type { Tree } from './tree.ts';

/** The JSON source of a leaf at `tick`. */
export function leafSourceAt(tree: Tree, texts: Texts, n: number, tick: number): string {
  const { flags, a, b } = tree.version(n, tick);
  return (flags & GROWN) === 0 ? texts.source(a, b) : texts.grown(a);
}

/**
 * Compact JSON of a node at `tick`: keys in order of arrival, leaves as they were spelled, strings that have not landed
 * left out. Makes no nodes.
 */
export function jsonAt(tree: Tree, texts: Texts, n: number, tick: number): string {
  const type = tree.type(n, tick);
  if (type > ARRAY) return leafSourceAt(tree, texts, n, tick);
  let out = '';
  eachOrigin(tree, n, tick, (child, at, key) => {
    if (tree.isGrowing(child, at)) return;
    if (out !== '') out += ',';
    if (type === OBJECT) out += `${JSON.stringify(tree.names.text(key))}:`;
    out += jsonAt(tree, texts, child, at);
  });
  return type === OBJECT ? `{${out}}` : `[${out}]`;
}
