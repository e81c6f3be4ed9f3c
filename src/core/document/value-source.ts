import type { NodeType } from './view.ts';
import type { ValueParts } from './value-parts.ts';

/** A value that nobody has made: what a reader of its text knows of it. */
export interface ValueSource {
  type: NodeType;
  /** Where it begins, from the start of its event's text. */
  at: number;
  /** Levels of nesting: 0 for a leaf, 1 for a container without containers in it. An upper bound where keys are repeated. */
  height: number;
  /** False for a leaf and for an empty container. */
  filled: boolean;
  /** What is in it, where it is filled. */
  parts: ValueParts;
}
