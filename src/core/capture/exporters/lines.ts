import type { RunRecord } from '../../run/record.ts';
import { endLine, headerLine, headLine } from '../encode.ts';
import type { EndRecord } from '../record.ts';

/** How far a run had come at one moment: a live one grows while it is written. */
export interface Extent {
  readonly events: number;
  readonly frames: number;
  /** There already, or not part of what is written: an end belongs behind all that came before it. */
  readonly end: EndRecord | null;
}

export function extentOf({ log, frames, end }: RunRecord): Extent {
  return { events: log.length, frames: frames.length, end };
}

/**
 * The lines of a run's capture, as they came: operations byte for byte, and the frames rather than what was derived from
 * them. Lines of kinds that this version does not know are not among them, since a record does not keep them. `extent`:
 * by default as far as the run has come at the call.
 */
export function* captureLines(record: RunRecord, extent: Extent = extentOf(record)): Generator<string> {
  if (record.header !== null) yield headerLine(record.header);
  if (record.head !== null) yield headLine(record.head);
  yield* bodyLines(record, extent);
  if (extent.end !== null) yield endLine(extent.end);
}

function* bodyLines({ log, frames }: RunRecord, extent: Extent): Generator<string> {
  // Between the frames stand lines of their own: comments, and what we noted (a gate's decision).
  let event = 0;
  for (let i = 0; i < extent.frames; i += 1) {
    for (; event < frames.firstEvent(i); event += 1) yield log.line(event);
    yield frames.line(i);
    event = frames.endEvent(i);
  }
  const last = Math.min(frames.tail ?? extent.events, extent.events);
  for (; event < last; event += 1) yield log.line(event);
}
