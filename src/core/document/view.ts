/** A place in the document, from its arrival to its removal. The same number at every moment; never used again. */
export type NodeId = number;
/** In the order of the numbers that `nodes.ts` gives them. */
export const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
export type NodeType = (typeof TYPES)[number];

/**
 * The document at one moment. Node ids come from the same view, or from another as long as the node is in this one too:
 * what the methods give for a node that is not in this document is not defined. Events are indices into the `EventLog`.
 *
 * Everything is O(log n) unless it says otherwise.
 */
export interface DocumentView {
  /** Null before the first landing and after the root was removed. */
  root(): NodeId | null;
  find(pointer: string): NodeId | null;
  type(n: NodeId): NodeType;
  /** The key, the index at this moment, or null for the root. */
  name(n: NodeId): string | number | null;
  /** O(depth). */
  pointer(n: NodeId): string;
  parent(n: NodeId): NodeId | null;
  childCount(n: NodeId): number;
  /** Children at [from, to): in order of arrival for an object, of index for an array. O(log n + to - from). */
  children(n: NodeId, from?: number, to?: number): NodeId[];
  /** JSON of a leaf as it was received (`1.0`, `1e400` and escapes survive); of a container, as `json`. */
  source(n: NodeId): string;
  /** Compact JSON of a node, by default the whole document ('' where there is none): keys in order of arrival. O(size). */
  json(n?: NodeId): string;
  /** Event at which it was first seen. */
  born(n: NodeId): number;
  /** Event of the last change of its own value, landings inside a container not counted. */
  changed(n: NodeId): number;
  /** How often its value was changed since it was first seen: 0 for nearly every node. */
  changes(n: NodeId): number;
  /**
   * Event at which it opened: for a container its own seed; for a leaf the close of the sibling that arrived before it,
   * else its parent's opening. Null for a root that is a leaf: nothing says when the stream turned to it.
   */
  opened(n: NodeId): number | null;
  /** Event of the last landing inside a container, its own included; for a leaf its last change. */
  lastInside(n: NodeId): number;
  /**
   * True once the stream has landed something outside this container since it last landed something inside: its close
   * can be inferred. A leaf is done when it lands, a string that has grown when something else has landed since. Where
   * the protocol tells of closing brackets, also once this container's has come.
   */
  done(n: NodeId): boolean;
  /** True for a string that has not landed: `source` is what has come of it, and `json` of a container leaves it out. */
  growing(n: NodeId): boolean;
  /** Event at which the closing bracket of a container arrived; null before, and where the protocol does not tell. */
  closed(n: NodeId): number | null;
}
