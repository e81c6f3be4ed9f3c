import type { EventBody } from '../run/event.ts';
import type { Frame } from '../wire/frame.ts';

/** A dialect: what the frames of a stream mean. */
export interface Protocol {
  /** As in `source.protocol` of a capture. */
  id: string;
  /** As shown to people. */
  title: string;
  decoder(): Decoder;
}

/** The decoder of one run. It may keep state, and is asked frame by frame in order of arrival. */
export interface Decoder {
  frame(frame: Frame): EventBody[];
  /** The end of the body: what only then is known. */
  end(): EventBody[];
}
