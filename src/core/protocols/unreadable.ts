import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';

/** What every protocol says about frames that the framing itself could not read. */
export function unreadableEvent(frame: Extract<Frame, { kind: 'bad' | 'limit' }>): EventBody {
  if (frame.kind === 'bad') {
    const kind = typeof frame.raw === 'string' ? 'syntax' : 'encoding';
    return { kind: 'bad', raw: frame.raw, error: { kind, message: frame.why } };
  }
  const mebibytes = frame.limit / (1024 * 1024);
  const message = `a line is longer than ${mebibytes} MiB; the run cannot go on behind it. Shown is its beginning.`;
  return { kind: 'bad', raw: frame.head, error: { kind: 'limit', message } };
}
