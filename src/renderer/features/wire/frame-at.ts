import { readFrameLine } from '../../../core/capture/frame-line.ts';
import type { Stamp } from '../../../core/run/event.ts';
import type { RunRecord } from '../../../core/run/record.ts';

/** A frame as it came. */
export interface WireFrame extends Stamp {
  /** The event that an SSE frame names; '' where it names none, and for other framings. */
  name: string;
  data: string;
}

/** Frame `index` of a run. One `JSON.parse` of its line. */
export function frameAt({ frames }: RunRecord, index: number): WireFrame {
  const stamped = readFrameLine(frames.line(index));
  if (stamped === null) throw new RangeError(`no frame ${index}`);
  const { t, c, frame } = stamped;
  return frame.kind === 'sse'
    ? { t, c, name: frame.event, data: frame.data }
    : { t, c, name: '', data: frame.text };
}

/** The stamp of what came just before a frame, or before an event that is a frame by itself; null for the first. */
export function stampBefore(
  record: RunRecord,
  { frame, event }: { frame: number; event: number },
): Stamp | null {
  const { frames, log } = record;
  const first = frame < 0 ? event : frames.firstEvent(frame);
  const before = frame < 0 ? frames.countUpTo(event) - 1 : frame - 1;
  if (before >= 0 && frames.endEvent(before) === first) return frameAt(record, before);
  return first === 0 ? null : { t: log.t(first - 1), c: log.c(first - 1) };
}
