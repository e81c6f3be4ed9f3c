import { Body, type Origin } from './body.ts';
import { eachEntry } from './entries.ts';
import { Ints } from './ints.ts';
import { ARRAY, GROWN, NONE, OBJECT, TYPE } from './nodes.ts';
import type { Version } from './past.ts';
import { LATEST, SMALL, type Tree } from './tree.ts';

/** The value of `from` as it was at `tick`, for another node from `now` on. O(1). */
export function copiedValue(tree: Tree, from: number, tick: number, now: number): Version {
  const { flags: all, a, b, tick: since } = tree.version(from, tick);
  const flags = all & (TYPE | GROWN);
  if ((flags & TYPE) > ARRAY) return { tick: since, flags, a, b };
  if (a === NONE) return { tick: now, flags, a: NONE, b: NONE };
  const source = a < NONE ? tree.body(a) : null;
  const shared = source !== null && isUntouched(source);
  const generation = source === null || source.base === NONE ? 1 : source.generation + (shared ? 0 : 1);
  const body = shared
    ? new Body(now, source.base, source.baseTick, generation)
    : new Body(now, from, tick, generation);
  return { tick: now, flags, a: tree.addBody(body), b: NONE };
}

/** What a container is a copy of, while it is an unedited one that nobody looked into; else null. */
export function sourceOf(tree: Tree, n: number, tick: number): Origin | null {
  const { a } = tree.version(n, tick);
  const body = a < NONE ? tree.body(a) : null;
  return body !== null && isUntouched(body) ? { node: body.base, tick: body.baseTick } : null;
}

function isUntouched({ base, twins, order }: Body): boolean {
  return base !== NONE && twins === null && order === null;
}

/**
 * Calls `visit` with the children of a container without making nodes: those of an unedited copy are told as the
 * source's, with the moment at which they are to be read. `key` is that of an object's member.
 */
export function eachOrigin(
  tree: Tree,
  n: number,
  tick: number,
  visit: (child: number, tick: number, key: number) => void,
): void {
  const source = sourceOf(tree, n, tick);
  if (source !== null) return eachOrigin(tree, source.node, source.tick, visit);
  const { a } = tree.version(n, tick);
  const body = a < NONE ? tree.body(a) : null;
  const { key, born } = tree.nodes;
  eachEntry(tree, n, tick, 0, LATEST, (entry) => {
    const name = key[entry] ?? NONE;
    if (body === null || body.base === NONE || (born[entry] ?? 0) >= body.tick)
      return visit(entry, tick, name);
    const twin = body.twins?.get(entry);
    if (twin !== undefined) return visit(twin, tick, name);
    const origin = originOf(tree, body, entry);
    visit(origin.node, origin.tick, name);
  });
}

/**
 * Gives a container children of its own where it has to have them: a copied object, or an array that is a copy of many
 * copies. `a` is its column `a` at the moment in question; what comes back stands in its place.
 */
export function own(tree: Tree, n: number, a: number): number {
  const body = tree.body(a);
  if (body.base === NONE) return a;
  const isObject = tree.type(body.base, body.baseTick) === OBJECT;
  if (!isObject && (body.generation < GENERATIONS || body.order !== null)) return a;
  const { nodes } = tree;
  const entries: number[] = [];
  eachEntry(tree, body.base, body.baseTick, 0, LATEST, (entry) => entries.push(entry));
  const children: number[] = [];
  for (const [index, entry] of entries.entries()) {
    const child = body.twins?.get(entry) ?? makeTwin(tree, n, body, entry, isObject);
    if (!isObject) nodes.key[child] = index;
    children.push(child);
  }
  body.base = NONE;
  body.twins = null;
  // As the present value, few children need no body.
  if (isObject && children.length <= SMALL && nodes.a[n] === a) {
    const first = children[0] ?? NONE;
    let last = first;
    for (const child of children) {
      if (child !== first) nodes.next[last] = child;
      last = child;
    }
    nodes.a[n] = first;
    nodes.b[n] = last;
    tree.dropBody(a);
    return first;
  }
  body.list = new Ints();
  if (isObject) body.keys = new Map();
  for (const child of children) {
    body.list.push(child);
    body.keys?.set(nodes.key[child] ?? NONE, child);
  }
  return a;
}

/** The own node of a container for one of its entries. */
export function twin(tree: Tree, n: number, body: Body, entry: number): number {
  // What came after the copy was made is its own.
  if (body.base === NONE || (tree.nodes.born[entry] ?? 0) >= body.tick) return entry;
  body.twins ??= new Map();
  const known = body.twins.get(entry);
  if (known !== undefined) return known;
  const made = makeTwin(tree, n, body, entry, tree.type(body.base, body.baseTick) === OBJECT);
  body.twins.set(entry, made);
  return made;
}

function makeTwin(tree: Tree, n: number, body: Body, entry: number, isObject: boolean): number {
  const { nodes } = tree;
  const origin = originOf(tree, body, entry);
  const { flags, a, b } = copiedValue(tree, origin.node, origin.tick, body.tick);
  const made = nodes.add(n, isObject ? (nodes.key[entry] ?? NONE) : NONE, body.tick, flags, a, b);
  nodes.height[made] = nodes.height[origin.node] ?? 0;
  return made;
}

/** Where an entry of a copied container is to be read: through copies of copies down to a node with a value. */
function originOf(tree: Tree, copy: Body, entry: number): Origin {
  let node = copy.base;
  let tick = copy.baseTick;
  const born = tree.nodes.born[entry] ?? 0;
  for (;;) {
    const { a } = tree.version(node, tick);
    const body = a < NONE ? tree.body(a) : null;
    if (body === null || body.base === NONE || born >= body.tick) return { node: entry, tick };
    const known = body.twins?.get(entry);
    if (known !== undefined) return { node: known, tick };
    node = body.base;
    tick = body.baseTick;
  }
}

/** Copies of edited copies are followed through at most so many; then the children are made. */
const GENERATIONS = 16;
