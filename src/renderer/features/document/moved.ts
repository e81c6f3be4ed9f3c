import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import { declaredChildren } from '../../../core/schema/ghosts.ts';
import { outOfDeclaredOrder } from '../../../core/schema/declared-order.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { patternOf } from '../rows/pattern.ts';

/** Past this many objects the rest is not compared: a server that re-sorts keys does so from the first one on. */
const MOST_OBJECTS = 500;
/** Past this many keys an object is a map. */
const MOST_KEYS = 1000;

/**
 * The nodes whose keys arrived out of declared order, breadth first, so that the outermost count first. Some servers
 * sort the keys of a schema before they generate (vllm#3283, ollama#8003, TGI#1956, llguidance#162).
 */
export function movedNodes(view: DocumentView, tree: SchemaTree): ReadonlySet<NodeId> {
  const moved = new Set<NodeId>();
  const root = view.root();
  const queue: NodeId[] = root === null ? [] : [root];
  for (let i = 0; i < queue.length && i < MOST_OBJECTS; i++) {
    const node = queue[i];
    if (node === undefined) break;
    const type = view.type(node);
    if (type !== 'object' && type !== 'array') continue;
    const children = view.children(node, 0, MOST_KEYS);
    if (queue.length < MOST_OBJECTS) queue.push(...children);
    if (type === 'object' && view.childCount(node) <= MOST_KEYS) addMoved(view, tree, node, children, moved);
  }
  return moved;
}

/** Whether a node is one of them, for rows in sight: what is asked for is looked up, a parent at a time. */
export function movedLookup(view: DocumentView, tree: SchemaTree): (node: NodeId) => boolean {
  const parents = new Map<NodeId, Set<NodeId>>();
  return (node) => {
    const parent = view.parent(node);
    if (parent === null || view.type(parent) !== 'object' || view.childCount(parent) > MOST_KEYS)
      return false;
    let moved = parents.get(parent);
    if (moved === undefined) {
      moved = new Set();
      addMoved(view, tree, parent, view.children(parent), moved);
      parents.set(parent, moved);
    }
    return moved.has(node);
  };
}

function addMoved(
  view: DocumentView,
  tree: SchemaTree,
  node: NodeId,
  children: readonly NodeId[],
  moved: Set<NodeId>,
): void {
  const declared = declaredChildren(tree, patternOf(view, node)).map(({ name }) => name);
  const names = children.map((child) => String(view.name(child)));
  const out = new Set(outOfDeclaredOrder(declared, names));
  if (out.size === 0) return;
  children.forEach((child, i) => {
    if (out.has(names[i] ?? '')) moved.add(child);
  });
}
