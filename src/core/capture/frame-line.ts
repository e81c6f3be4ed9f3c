import { unreadableEvent } from '../protocols/unreadable.ts';
import type { Stamp } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';
import { RECORD } from './capture-reader.ts';
import { eventLine, recordLine } from './encode.ts';
import { numberOf, stringOf } from './members.ts';

/** A frame that a capture keeps as it came. */
export interface StampedFrame extends Stamp {
  frame: Extract<Frame, { kind: 'line' | 'sse' | 'text' }>;
}

/**
 * One frame as one line of a capture. A line and an event without a name are kept alike, as data alone, because they
 * mean the same to every decoder.
 */
export function frameLine(stamp: Stamp, frame: Frame): string {
  switch (frame.kind) {
    case 'line':
      return recordLine('ev', stamp, { data: frame.text });
    case 'sse': {
      const event = frame.event === 'message' ? undefined : frame.event;
      return recordLine('ev', stamp, { event, data: frame.data });
    }
    case 'text':
      return recordLine('txt', stamp, { data: frame.text });
    case 'comment':
      return recordLine('beat', stamp, { text: frame.text });
    case 'bad':
    case 'limit':
      return eventLine({ ...stamp, ...unreadableEvent(frame) });
    default:
      return frame satisfies never;
  }
}

/** The frame that a line of a capture holds; null where the line is no frame. */
export function readFrameLine(line: string): StampedFrame | null {
  const kind = RECORD.exec(line)?.[1];
  if (kind !== 'ev' && kind !== 'txt') return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // `decodeLine` says why.
    return null;
  }
  const stamp: Stamp = { t: numberOf(value, 't') ?? null, c: numberOf(value, 'c') ?? null };
  const data = stringOf(value, 'data') ?? stringOf(value, 'text') ?? '';
  if (kind === 'txt') return { ...stamp, frame: { kind: 'text', text: data } };
  const event = stringOf(value, 'event');
  return {
    ...stamp,
    frame: event === undefined ? { kind: 'line', text: data } : { kind: 'sse', event, data },
  };
}
