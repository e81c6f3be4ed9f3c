import type { DocumentView, NodeId } from '../document/history.ts';
import type { RunDocument, RunRecord } from '../run/record.ts';

/** When a node opened and landed, in milliseconds since the run's `t0`; null where it has not, or has no times. */
export interface NodeTimes {
  tOpen: number | null;
  /** For a leaf, when its value was last complete; for a container, its close. */
  tLand: number | null;
  /**
   * How the landing is known. `exact`: it was told, by the operation that brought the value, by the closing bracket
   * where the protocol sends text, or by the end of the body.
   * `inferred`: patch streams do not announce a close, so it is the last landing inside, known once the stream has
   * moved past. `open`: not landed at this moment, or nothing says so.
   */
  close: 'exact' | 'inferred' | 'open';
}

/**
 * The times of a node as they are known at the moment of the view. `document`: the one that the view is of, by default
 * the main one. O(log n).
 *
 * ```
 * root   ├──────────────────────────────┤ end of the body: exact
 * intent  ─●                              its operation: exact
 * steps     ├──────┤                      last landing inside: inferred, once /reply has come
 * steps/0    ──●
 * steps/1       ───●
 * reply             ───────────●
 * ```
 */
export function nodeTimes(
  record: RunRecord,
  view: DocumentView,
  node: NodeId,
  document: RunDocument | undefined = record.documents[0],
): NodeTimes {
  const opened = view.opened(node);
  const tOpen = opened === null ? null : timeOf(record, opened);
  const type = view.type(node);
  if (document?.text === true || view.closed(node) !== null) return textTimes(record, view, node, tOpen);
  if (type !== 'object' && type !== 'array') return leafTimes(record, view, node, tOpen);
  const isRoot = view.parent(node) === null;
  if (!isRoot && view.done(node)) {
    return { tOpen, tLand: timeOf(record, view.lastInside(node)), close: 'inferred' };
  }
  if (!endedCleanly(record) || !isLast(record, view)) return { tOpen, tLand: null, close: 'open' };
  if (isRoot) return { tOpen, tLand: record.end?.t ?? null, close: 'exact' };
  return { tOpen, tLand: timeOf(record, view.lastInside(node)), close: 'inferred' };
}

/** Where closing brackets are told nothing is inferred: a value has landed or it has not. */
function textTimes(record: RunRecord, view: DocumentView, node: NodeId, tOpen: number | null): NodeTimes {
  const type = view.type(node);
  const isLeaf = type !== 'object' && type !== 'array';
  const landed = isLeaf ? (view.growing(node) ? null : view.changed(node)) : view.closed(node);
  if (landed === null) return { tOpen, tLand: null, close: 'open' };
  return { tOpen, tLand: timeOf(record, landed), close: 'exact' };
}

function leafTimes(record: RunRecord, view: DocumentView, node: NodeId, tOpen: number | null): NodeTimes {
  const tLand = timeOf(record, view.changed(node));
  if (view.done(node)) return { tOpen, tLand, close: 'exact' };
  // A string that grows by `append`: whether more comes is not known before something else has.
  return { tOpen, tLand, close: endedCleanly(record) && isLast(record, view) ? 'inferred' : 'open' };
}

function timeOf(record: RunRecord, event: number): number | null {
  return event < 0 ? null : record.log.t(event);
}

function endedCleanly(record: RunRecord): boolean {
  return record.end?.reason === 'done' || record.end?.reason === 'eof';
}

/** Whether the view shows the run's last document. Asked for open nodes alone, of which there is one path. */
function isLast(record: RunRecord, view: DocumentView): boolean {
  const last = record.history.at(record.log.length - 1);
  const root = view.root();
  const lastRoot = last.root();
  return root !== null && root === lastRoot && view.lastInside(root) === last.lastInside(lastRoot);
}
