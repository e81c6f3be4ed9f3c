import type { RunRecord } from '../../run/record.ts';
import { endLine, headerLine, headLine } from '../encode.ts';

/**
 * The lines of a run's capture, as they came: operations byte for byte, and the frames rather than what was derived from
 * them. Lines of kinds that this version does not know are not among them, since a record does not keep them.
 */
export function* captureLines(record: RunRecord): Generator<string> {
  if (record.header !== null) yield headerLine(record.header);
  if (record.head !== null) yield headLine(record.head);
  yield* bodyLines(record);
  if (record.end !== null) yield endLine(record.end);
}

function* bodyLines({ log, frames }: RunRecord): Generator<string> {
  // Between the frames stand lines of their own: comments, and what we noted (a gate's decision).
  let event = 0;
  for (let i = 0; i < frames.length; i += 1) {
    for (; event < frames.firstEvent(i); event += 1) yield log.line(event);
    yield frames.line(i);
    event = frames.endEvent(i);
  }
  for (; event < (frames.tail ?? log.length); event += 1) yield log.line(event);
}
