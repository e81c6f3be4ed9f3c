import type { Frame } from '../../wire/frame.ts';
import { sniffFraming } from '../../wire/sniff.ts';
import type { Framing } from '../header.ts';
import type { ImportFormat, ImportOptions } from './format.ts';
import { framed, type FrameReader } from './frame-reader.ts';
import { parsedLine } from './head.ts';
import { protocolOf } from './protocol-of.ts';
import { RunWriter } from './run-writer.ts';

/** The text of an event stream, as `curl -N` leaves it: no times. */
export const eventStream: ImportFormat = {
  id: 'sse',
  title: 'text of an event stream (SSE)',
  fits: ({ text }) =>
    text.trim() !== '' && sniffFraming(null, new TextEncoder().encode(text.slice(0, 256))) === 'sse',
  open: (options) => framed(new BodyReader('sse', options), 'sse'),
};

/** Lines that a provider streamed, one JSON object each (Ollama, AG-UI events in a log): no times. */
export const providerLines: ImportFormat = {
  id: 'ndjson',
  title: 'lines of a provider’s stream (NDJSON)',
  fits: ({ lines, laidOut }) =>
    !laidOut && protocolOf(lines.slice(0, 20).map((text) => ({ kind: 'line', text }))) !== null,
  open: (options) => framed(new BodyReader('ndjson', options), 'ndjson'),
};

/**
 * The JSON text of one document, laid out or not, with prose or a fence around it or not: what a model's answer is when
 * it is written down. Lines that are JSON by themselves are something else.
 */
export const plainText: ImportFormat = {
  id: 'json',
  title: 'JSON text of a document',
  fits({ first, lines, text }) {
    if (/^\s*(?:`{3,}|~{3,})\s*json\b/im.test(text)) return true;
    if (!/^\ufeff?\s*[[{]/.test(first)) return false;
    return lines.length === 1 || parsedLine(first) === undefined;
  },
  open: (options) => framed(new BodyReader('text', { ...options, protocol: 'json.text' }), 'ndjson'),
};

/** A body as it came, without times. */
class BodyReader implements FrameReader {
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #writer: RunWriter;

  readonly #framing: Framing;

  constructor(framing: Framing, { name, protocol }: ImportOptions) {
    this.#framing = framing;
    this.#writer = new RunWriter({ framing, label: name, ...(protocol === undefined ? {} : { protocol }) });
  }

  get takenFor(): string {
    const { protocol } = this.#writer;
    if (this.#framing === 'text' && protocol !== null) return protocol.recording;
    const how = this.#framing === 'sse' ? 'text of an event stream (SSE)' : 'lines of a stream (NDJSON)';
    return protocol === null ? how : `${protocol.recording}, as ${how}`;
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    this.#writer.frame(frame, { t: null, c: null }, out);
  }

  end(out: string[]): void {
    this.#writer.end(out);
  }
}
