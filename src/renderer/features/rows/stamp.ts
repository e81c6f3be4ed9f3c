import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { formatMs, formatWhole } from './format.ts';

/** When an event arrived: `249.4`, or the number of the operation where the run has no times. */
export function stampOf(record: RunRecord, event: number): string {
  const t = record.log.t(event);
  return t === null ? formatWhole(record.log.opsUpTo(event)) : formatMs(t);
}

/** The same with its unit, for names and sentences: `249.4 ms`, `op 3`. */
export function stampWithUnit(record: RunRecord, event: number): string {
  const stamp = stampOf(record, event);
  return record.log.t(event) === null ? `op ${stamp}` : `${stamp} ms`;
}

/**
 * The node that an operation landed on, as the document is at `view`; null where it left none, or was of another
 * document than `doc`, by default the main one.
 */
export function targetOf(
  record: RunRecord,
  view: DocumentView,
  event: number,
  doc: string | null = null,
): NodeId | null {
  if (event < 0 || event >= record.log.length) return null;
  const seen = record.log.event(event);
  if ((seen.doc ?? null) !== doc) return null;
  const op = seen.kind === 'op' ? seen.op : seen.kind === 'ops' ? seen.ops.at(-1) : undefined;
  if (op === undefined) return null;
  if (!op.path.endsWith('/-')) return view.find(op.path);
  // RFC 6902 §4.1: `-` is the place after the last item, which by now is the last item.
  const array = view.find(op.path.slice(0, -2));
  if (array === null) return null;
  const count = view.childCount(array);
  return view.children(array, count - 1, count)[0] ?? null;
}

/** Whether two events came in one socket read. */
export function sameRead(record: RunRecord, a: number, b: number): boolean {
  const c = record.log.c(a);
  return c !== null && c === record.log.c(b);
}
