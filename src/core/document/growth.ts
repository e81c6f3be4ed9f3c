import { Body, Gone } from './body.ts';
import { own, twin } from './copies.ts';
import { allEntries, countEntries, eachEntry } from './entries.ts';
import { Ints } from './ints.ts';
import { NONE, OBJECT } from './nodes.ts';
import { Order } from './order.ts';
import { LATEST, SMALL, type Tree } from './tree.ts';
import { cellBack, noKey, noOrder, orderBack, shorter } from './undo.ts';

// ---- finding children, now

/** The number of an array's items. O(1). */
export function countNow(tree: Tree, n: number): number {
  const { nodes } = tree;
  const a = nodes.a[n] ?? NONE;
  if (a === NONE) return 0;
  if (a > NONE) return (nodes.key[nodes.b[n] ?? NONE] ?? 0) + 1;
  const { order, list } = tree.body(a);
  return order?.present.length ?? list?.length ?? countEntries(tree, n, LATEST);
}

/** The item at an index below the array's count. O(log n). */
export function itemNow(tree: Tree, n: number, index: number): number {
  const { nodes } = tree;
  const a = nodes.a[n] ?? NONE;
  if (a < NONE) {
    const body = tree.body(a);
    const { order, list } = body;
    if (order !== null) return twin(tree, n, body, order.present.at(index));
    if (list !== null) return list.at(index);
    return twin(tree, n, body, sourceItem(tree, body, index));
  }
  let child = a;
  for (let i = 0; child !== NONE && i < index; i++) child = nodes.next[child] ?? NONE;
  return child;
}

/** The child of an object under a key, or NONE. O(1). */
export function memberNow(tree: Tree, n: number, key: number): number {
  const { nodes } = tree;
  let a = nodes.a[n] ?? NONE;
  if (a < NONE) {
    a = own(tree, n, a);
    if (a < NONE) return tree.body(a).keys?.get(key) ?? NONE;
  }
  for (let c = a; c !== NONE; c = nodes.next[c] ?? NONE) if (nodes.key[c] === key) return c;
  return NONE;
}

// ---- adding and removing children

/** Puts a new node behind a container's other children. O(1), but where a copied array gets its first item of its own. */
export function append(tree: Tree, n: number, child: number, tick: number): void {
  const { nodes } = tree;
  let a = nodes.a[n] ?? NONE;
  if (a < NONE) a = own(tree, n, a);
  const last = nodes.b[n] ?? NONE;
  const isShort = a >= NONE && hasRoom(tree, a, last);
  if (a === NONE) nodes.a[n] = child;
  else if (isShort) nodes.next[last] = child;
  else appendToBody(tree, n, a < NONE ? tree.body(a) : promote(tree, n), child, tick);
  nodes.b[n] = child;
  const { journal } = tree;
  if (journal === null) return;
  journal.push(cellBack(nodes, 'b', n, last));
  if (a === NONE) journal.push(cellBack(nodes, 'a', n, NONE));
  else if (isShort) journal.push(cellBack(nodes, 'next', last, NONE));
}

/** Puts a new node before the item at `index`. O(log n), amortised. */
export function insert(tree: Tree, n: number, child: number, index: number, tick: number): void {
  const { nodes } = tree;
  const order = ordered(tree, n, bodyOf(tree, n), tick);
  const last = nodes.b[n] ?? NONE;
  order.insert(index, child, tick);
  nodes.b[n] = child;
  tree.journal?.push(orderBack(order), cellBack(nodes, 'b', n, last));
}

/** Takes an item out. O(log n), amortised. */
export function removeItem(tree: Tree, n: number, index: number, tick: number): void {
  ordered(tree, n, bodyOf(tree, n), tick).remove(index, tick);
  tree.journal?.push(removalBack(tree, n, NONE));
}

/** Takes the child of an object under a key out. O(log n), amortised. */
export function removeMember(tree: Tree, n: number, key: number, tick: number): void {
  const body = bodyOf(tree, n);
  const order = ordered(tree, n, body, tick);
  // Children arrive in ascending order, and nothing is inserted into an object.
  const child = order.remove(order.present.indexOf(body.keys?.get(key) ?? NONE), tick);
  body.keys?.delete(key);
  body.gone ??= new Map();
  const gone = body.gone.get(key) ?? new Gone();
  body.gone.set(key, gone);
  gone.children.push(child);
  gone.ticks.push(tick);
  tree.journal?.push(removalBack(tree, n, key));
}

/** Takes the last removal from a container back, with nothing changed in it since. `key`: of a member, else NONE. */
export function undoRemoval(tree: Tree, n: number, key: number): void {
  const body = bodyOf(tree, n);
  body.order?.undo();
  const gone = body.gone?.get(key);
  if (key === NONE || gone === undefined) return;
  body.keys?.set(key, gone.children.last());
  gone.children.length -= 1;
  gone.ticks.length -= 1;
}

function removalBack(tree: Tree, n: number, key: number): () => void {
  return () => undoRemoval(tree, n, key);
}

function appendToBody(tree: Tree, n: number, body: Body, child: number, tick: number): void {
  const key = tree.nodes.key[child] ?? NONE;
  const { list } = body;
  if (body.order === null && list !== null) {
    list.push(child);
    tree.journal?.push(shorter(list));
  } else {
    const order = ordered(tree, n, body, tick);
    order.insert(order.present.length, child, tick);
    tree.journal?.push(orderBack(order));
  }
  if (body.keys === null) return;
  body.keys.set(key, child);
  tree.journal?.push(noKey(body, key));
}

/** Whether one more child can be linked to those from `first` to `last`. */
function hasRoom(tree: Tree, first: number, last: number): boolean {
  const { next } = tree.nodes;
  let count = 1;
  for (let c = first; c !== last && count < SMALL; c = next[c] ?? NONE) count += 1;
  return count < SMALL;
}

function bodyOf(tree: Tree, n: number): Body {
  let a = tree.nodes.a[n] ?? NONE;
  if (a < NONE) a = own(tree, n, a);
  return a < NONE ? tree.body(a) : promote(tree, n);
}

/** From links to a body. */
function promote(tree: Tree, n: number): Body {
  const { nodes } = tree;
  const first = nodes.a[n] ?? NONE;
  const body = new Body(tree.since(n));
  body.list = new Ints();
  if (tree.typeNow(n) === OBJECT) body.keys = new Map();
  for (let c = first; c !== NONE; c = nodes.next[c] ?? NONE) {
    body.list.push(c);
    body.keys?.set(nodes.key[c] ?? NONE, c);
  }
  nodes.a[n] = tree.addBody(body);
  tree.journal?.push(cellBack(nodes, 'a', n, first));
  return body;
}

/** The order of a container, which begins at `tick` where it has none yet. O(n) then. */
function ordered(tree: Tree, n: number, body: Body, tick: number): Order {
  if (body.order !== null) return body.order;
  const order = new Order(body.list?.view() ?? allEntries(tree, n, LATEST), tick);
  body.order = order;
  tree.journal?.push(noOrder(body));
  return order;
}

/** The entry of a copied array that nobody has edited. */
function sourceItem(tree: Tree, { base, baseTick }: Body, index: number): number {
  let found = NONE;
  eachEntry(tree, base, baseTick, index, index + 1, (entry) => (found = entry));
  return found;
}
