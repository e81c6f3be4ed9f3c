import { parsePointer } from '../patch/pointer.ts';
import { memberOf, type SchemaNode, type SchemaTree, stringOf } from './tree.ts';

/**
 * The node that a `$ref` of this schema points to: `#`, a JSON Pointer (`#/$defs/step`), or a plain name given by
 * `$anchor`. A reference out of the document is none of ours to fetch and gives undefined, as does a broken one.
 */
export function resolveReference(tree: SchemaTree, reference: string): SchemaNode | undefined {
  const id = stringOf(memberOf(tree.root, '$id'));
  const local = id !== undefined && reference.startsWith(`${id}#`) ? reference.slice(id.length) : reference;
  if (local === '#' || (id !== undefined && local === id)) return tree.root;
  if (!local.startsWith('#')) return undefined;
  const fragment = decoded(local.slice(1));
  if (fragment === undefined) return undefined;
  return fragment.startsWith('/') ? nodeAt(tree.root, fragment) : anchored(tree.root, fragment);
}

/** RFC 6901 §6: in a URI fragment the pointer is percent-encoded. */
function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

/** The node at a JSON Pointer (RFC 6901); undefined where there is none, or the pointer is not one. */
export function nodeAt(root: SchemaNode, pointer: string): SchemaNode | undefined {
  const tokens = parsePointer(pointer);
  if (!Array.isArray(tokens)) return undefined;
  let node: SchemaNode | undefined = root;
  for (const token of tokens) {
    node = node?.type === 'array' ? node.items[Number(token)] : memberOf(node, token);
  }
  return node;
}

function anchored(node: SchemaNode, name: string): SchemaNode | undefined {
  if (node.type === 'array') return firstOf(node.items, (item) => anchored(item, name));
  if (node.type !== 'object') return undefined;
  if (stringOf(memberOf(node, '$anchor')) === name) return node;
  return firstOf(node.members, (member) => anchored(member.value, name));
}

function firstOf<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
