import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { ItemTimes } from './item-times.ts';

const kept = new WeakMap<RunRecord, Map<NodeId, ItemTimes>>();

/** The arrival times of an array's items, up to date; kept as long as the run is. */
export function itemTimesOf(
  record: RunRecord,
  view: DocumentView,
  array: NodeId,
  at: (event: number) => number,
): ItemTimes {
  let arrays = kept.get(record);
  if (arrays === undefined) {
    arrays = new Map();
    kept.set(record, arrays);
  }
  let times = arrays.get(array);
  if (times === undefined) {
    times = new ItemTimes();
    arrays.set(array, times);
  }
  times.update(view, array, at);
  return times;
}
