import { protocolById } from '../../protocols/table.ts';
import type { Decoder } from '../../protocols/protocol.ts';
import type { RunRecord } from '../../run/record.ts';
import { endLine, headerLine, headLine } from '../encode.ts';
import { readFrameLine } from '../frame-line.ts';

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

function* bodyLines({ header, log, frames }: RunRecord): Generator<string> {
  if (frames.length === 0) {
    for (let i = 0; i < log.length; i += 1) yield log.line(i);
    return;
  }
  // A frame's events are in the log next to lines of our own (a gate's decision). How many it had, its decoder knows.
  const decoder = protocolById(header?.source?.protocol ?? '')?.decoder();
  let event = 0;
  for (let i = 0; i < frames.length; i += 1) {
    for (; event < frames.firstEvent(i); event += 1) yield log.line(event);
    const line = frames.line(i);
    yield line;
    event += derivedFrom(decoder, line);
  }
  const derivedAtEnd = decoder?.end().length ?? 0;
  for (; event < log.length - derivedAtEnd; event += 1) yield log.line(event);
}

function derivedFrom(decoder: Decoder | undefined, line: string): number {
  const framed = readFrameLine(line);
  return framed === null ? 0 : (decoder?.frame(framed.frame).length ?? 0);
}
