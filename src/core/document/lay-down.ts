import { append, memberNow } from './growth.ts';
import { ARRAY, BOOLEAN, NONE, NULL, NUMBER, OBJECT, STRING } from './nodes.ts';
import type { Tree } from './tree.ts';
import { CLOSE, type ValueParts } from './value-parts.ts';

/** Levels of nesting that a document may have (design: "nesting over 512 levels"). Scalars are no level. */
export const MAX_DEPTH = 512;

/**
 * Makes nodes of the members or items of a container, whose `parts` are in `text`, under `node`, a fresh empty one. Of
 * duplicate keys the last value wins, in the place of the first, as with `JSON.parse`. `textRef` and `start` say where
 * leaves will find their source: their offsets count from `start`.
 */
export function layDown(
  tree: Tree,
  node: number,
  tick: number,
  text: string,
  { places, length }: ValueParts,
  textRef: number,
  start = 0,
): void {
  const { nodes, names } = tree;
  let parent = node;
  let isArray = tree.typeNow(parent) === ARRAY;
  for (let i = 0; i < length; i++) {
    let at = places[i] ?? CLOSE;
    if (at === CLOSE) {
      const height = (nodes.height[parent] ?? 1) + 1;
      parent = nodes.parent[parent] ?? NONE;
      if ((nodes.height[parent] ?? 1) < height) nodes.height[parent] = height;
      isArray = tree.typeNow(parent) === ARRAY;
      continue;
    }
    let key = NONE;
    if (!isArray) {
      key = names.read(text, at, places[i + 1] ?? at);
      at = places[i + 2] ?? CLOSE;
      i += 2;
    }
    const flags = typeAt(text, at);
    const isLeaf = flags > ARRAY;
    const child = add(tree, parent, key, tick, flags, isLeaf ? at - start : NONE, isLeaf ? textRef : NONE);
    if (isLeaf) continue;
    parent = child;
    isArray = flags === ARRAY;
  }
}

/** `key` is NONE for an item. */
function add(
  tree: Tree,
  parent: number,
  key: number,
  tick: number,
  flags: number,
  a: number,
  b: number,
): number {
  const { nodes } = tree;
  const last = nodes.b[parent] ?? NONE;
  if (key !== NONE) {
    const twice = last === NONE ? NONE : memberNow(tree, parent, key);
    if (twice !== NONE) {
      nodes.flags[twice] = flags;
      nodes.a[twice] = a;
      nodes.b[twice] = b;
      nodes.height[twice] = flags <= ARRAY ? 1 : 0;
      return twice;
    }
  }
  // The items of a fresh array are numbered as they come.
  const index = last === NONE ? 0 : (nodes.key[last] ?? 0) + 1;
  const node = nodes.add(parent, key === NONE ? index : key, tick, flags, a, b);
  append(tree, parent, node, tick);
  return node;
}

/** The type of the value that begins at `at`. */
function typeAt(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case 123:
      return OBJECT;
    case 91:
      return ARRAY;
    case 34:
      return STRING;
    case 110:
      return NULL;
    case 116:
    case 102:
      return BOOLEAN;
    default:
      return NUMBER;
  }
}
