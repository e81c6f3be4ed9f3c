import type { Frame } from '../../wire/frame.ts';
import { sniffFraming } from '../../wire/sniff.ts';
import type { ImportFormat } from './format.ts';
import { framed, type FrameReader } from './frame-reader.ts';
import { protocolOf } from './protocol-of.ts';
import { type RunAbout, RunWriter } from './run-writer.ts';

/** The text of an event stream, as `curl -N` leaves it: no times. */
export const eventStream: ImportFormat = {
  id: 'sse',
  title: 'text of an event stream (SSE)',
  fits: ({ text }) =>
    text.trim() !== '' && sniffFraming(null, new TextEncoder().encode(text.slice(0, 256))) === 'sse',
  open: ({ name }) =>
    framed(new BodyReader('text of an event stream (SSE)', { framing: 'sse', label: name }), 'sse'),
};

/** Lines that a provider streamed, one JSON object each (Ollama, AG-UI events in a log): no times. */
export const providerLines: ImportFormat = {
  id: 'ndjson',
  title: 'lines of a provider’s stream (NDJSON)',
  fits: ({ lines }) => protocolOf(lines.slice(0, 20).map((text) => ({ kind: 'line', text }))) !== null,
  open: ({ name }) =>
    framed(new BodyReader('lines of a stream (NDJSON)', { framing: 'ndjson', label: name }), 'ndjson'),
};

/** A body as it came, without times. */
class BodyReader implements FrameReader {
  readonly takenFor: string;
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #writer: RunWriter;

  constructor(takenFor: string, about: RunAbout) {
    this.takenFor = takenFor;
    this.#writer = new RunWriter(about);
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    this.#writer.frame(frame, { t: null, c: null }, out);
  }

  end(out: string[]): void {
    this.#writer.end(out);
  }
}
