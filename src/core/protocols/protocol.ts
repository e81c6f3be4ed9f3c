import type { Framing } from '../capture/header.ts';
import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';

/** A dialect: what the frames of a stream mean. Its id is its name in the table. */
export interface Protocol {
  /** As shown to people. */
  title: string;
  /** What a recording of it is called: `taken for ‹words›`. */
  recording: string;
  /**
   * What a capture keeps: operations, where the protocol sends them, else the frames as they came, from which the
   * operations are derived again on loading.
   */
  stored: 'ops' | 'frames';
  /** The framings that it comes in; the first is taken where the bytes do not say. */
  framings: readonly [Framing, ...Framing[]];
  /** Whether a payload (the data of an event, a line, an element of an array) is of this protocol. Used on files. */
  recognises(payload: Payload): boolean;
  decoder(): Decoder;
}

/** What came in one frame: `json` is the parsed `data`, undefined where that is not JSON. */
export interface Payload {
  /** `message` where the frame names no event. */
  event: string;
  data: string;
  json: unknown;
}

/**
 * The decoder of one run. It may keep state, and is asked frame by frame in order of arrival.
 *
 * 1. A `line` means the same as an event `message` with that data: recordings keep either.
 * 2. How the bytes were cut does not matter, except to how `grow` divides a string.
 */
export interface Decoder {
  frame(frame: Frame): EventBody[];
  /** The end of the body: what only then is known. */
  end(): EventBody[];
}
