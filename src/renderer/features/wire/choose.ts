import type { RunRecord } from '../../../core/run/record.ts';
import { select } from '../../state/selection.ts';
import { shownDocument, showDocument } from '../../state/shown-document.ts';
import { targetOf } from '../rows/stamp.ts';
import type { WireEntry } from './wire-list.ts';

/** Selects what a row shows: an event with its node, or a frame with the newest operation that it brought. */
export function choose(record: RunRecord, { frame, event }: WireEntry): void {
  if (event >= 0) chooseEvent(record, event, null);
  else chooseEvent(record, tellingEvent(record, frame), frame);
}

function chooseEvent(record: RunRecord, event: number, frame: number | null): void {
  if (event < 0) select(null, null, frame);
  else select(placeOf(record, event), event, frame);
}

/** The node that an event is about, in its document, which is shown; null where it is about none. */
function placeOf(record: RunRecord, event: number): string | null {
  if (record.log.error(event) !== null) return null;
  const seen = record.log.event(event);
  const { kind, doc = null } = seen;
  if (kind !== 'op' && kind !== 'ops' && kind !== 'grow' && kind !== 'close') return null;
  showDocument(doc);
  if (kind === 'grow' || kind === 'close') return seen.path;
  const view = shownDocument(record, doc).history.at(event);
  const target = targetOf(record, view, event, doc);
  return target === null ? null : view.pointer(target);
}

/** The last operation of a frame, or else its last event; -1 where it has none. */
function tellingEvent({ log, frames }: RunRecord, frame: number): number {
  const first = frames.firstEvent(frame);
  const last = frames.endEvent(frame) - 1;
  if (last < first) return -1;
  const op = log.eventOfOp(log.opsUpTo(last));
  return op >= first ? op : last;
}
