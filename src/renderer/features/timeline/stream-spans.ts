import type { RunDocument, RunRecord } from '../../../core/run/record.ts';

/** When a document came, in milliseconds; `closed` where its last bracket has. Null where nothing of it has a time. */
export function documentSpan(
  record: RunRecord,
  { history }: RunDocument,
): { from: number; to: number; closed: boolean } | null {
  const view = history.at(record.log.length - 1);
  const root = view.root();
  if (root === null) return null;
  const closed = view.closed(root);
  const from = record.log.t(view.born(root));
  const to = record.log.t(closed ?? view.lastInside(root));
  return from === null || to === null ? null : { from, to, closed: closed !== null };
}
