import type { TimesSource } from '../run/times-source.ts';
import type { JsonValue } from '../patch/operation.ts';

/**
 * Where the times of a run come from. Statistics never mix these (`statistics-series.ts`):
 * `measured` from a model, `simulated` by the Simulator's pace, `synthetic` invented on request,
 * `partly delayed` where Landfall fell behind, `cached` where the answer came at once from a cache or through a buffering proxy.
 */
export type Provenance = TimesSource | 'cached';

/**
 * A run as the lab sees it: the document as a tree in order of arrival, with times in milliseconds since the request
 * was sent. It knows nothing of captures or documents; `blocks-adapter.ts` fills it from a recorded run, prediction
 * makes new ones from old ones, and statistics and gates read either alike.
 */
export interface ArrivalRun {
  id: string;
  provenance: Provenance;
  root: ArrivalNode;
  /** When the root's seed arrived, which marks the first JSON token; null where the stream had none. */
  seed: number | null;
  /** The closing brace: the root's bracket where it is known, else the end of the body. */
  end: number;
  /** False where the stream broke off, so that what is missing may only not have come yet. */
  complete: boolean;
}

export interface ArrivalNode {
  pointer: string;
  /** The pointer with `*` for every array index: the field. */
  pattern: string;
  /** Null for the root. */
  key: string | number | null;
  kind: 'leaf' | 'object' | 'array';
  /** A leaf: the previous sibling's close, or the parent's open. A container: the arrival of its seed. */
  tOpen: number;
  /** A leaf: its arrival. A container: its close, the last arrival inside it. The root: the run's `end`. */
  tLand: number;
  /** The socket read that brought the leaf or the seed; null where the source does not say. */
  read: number | null;
  /** Length of the JSON of its own operation: what a shared read's time is divided by. */
  bytes: number;
  /** Of a leaf. */
  value?: JsonValue;
  /** In order of arrival for objects, of index for arrays. */
  children: readonly ArrivalNode[];
  /** The keys of an object in the order that the schema declares; null where the schema says nothing. */
  declared: readonly string[] | null;
  /** Milliseconds by which the times may be off in either direction; 0 for what was measured. */
  plusMinus: number;
}

/** When the node's own event arrived: a leaf's value, a container's seed. */
export function arrivalOf(node: ArrivalNode): number {
  return node.kind === 'leaf' ? node.tLand : node.tOpen;
}

/** The run's nodes, parents before children, siblings in order of arrival. An explicit stack: nesting goes to 512. */
export function nodesOf(root: ArrivalNode): ArrivalNode[] {
  const nodes: ArrivalNode[] = [];
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return nodes;
}

/**
 * The containers that a stream has not left: the last child of the last child and so on. What lands in them last is
 * not known. None in a run that is complete.
 */
export function openNodes(run: ArrivalRun): ArrivalNode[] {
  const open: ArrivalNode[] = [];
  if (run.complete) return open;
  for (let node: ArrivalNode | undefined = run.root; node !== undefined; node = node.children.at(-1)) {
    if (node.kind !== 'leaf') open.push(node);
  }
  return open;
}

/** Their pointers: what waits for all of one of them goes on waiting. */
export function openPath(run: ArrivalRun): ReadonlySet<string> {
  return new Set(openNodes(run).map(({ pointer }) => pointer));
}

/** The pattern of a child. A key is escaped as in a pointer (RFC 6901 §3). */
export function childPattern(parent: string, key: string | number): string {
  return typeof key === 'number' ? `${parent}/*` : `${parent}/${escapeToken(key)}`;
}

/** RFC 6901 §3. Kept here so that the lab depends on nothing but this file. */
function escapeToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
