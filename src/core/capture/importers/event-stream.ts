import type { Frame } from '../../wire/frame.ts';
import { sniffFraming } from '../../wire/sniff.ts';
import { SERVER_CLOCK } from '../../run/times-source.ts';
import type { Framing } from '../header.ts';
import { stringOf } from '../members.ts';
import { formatWallTime, parseWallTime } from '../wall-time.ts';
import { type ImportFormat, type ImportOptions, protocolOption } from './format.ts';
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

/**
 * Lines that a provider streamed, one JSON object each (Ollama, AG-UI events in a log). They have no times of arrival;
 * Ollama's `created_at` is the server's clock, and the run says so.
 */
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

/** A body as it came. */
class BodyReader implements FrameReader {
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #options: ImportOptions;
  readonly #framing: Framing;
  #writer: RunWriter | null = null;
  /** When the server made the first line, in milliseconds of wall time; null where lines do not say. */
  #first: number | null = null;

  constructor(framing: Framing, options: ImportOptions) {
    this.#framing = framing;
    this.#options = options;
  }

  get takenFor(): string {
    const protocol = this.#writer?.protocol ?? null;
    if (this.#framing === 'text' && protocol !== null) return protocol.recording;
    const how = this.#framing === 'sse' ? 'text of an event stream (SSE)' : 'lines of a stream (NDJSON)';
    return protocol === null ? how : `${protocol.recording}, as ${how}`;
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    const made =
      frame.kind === 'line' && (this.#writer === null || this.#first !== null) ? madeAt(frame.text) : null;
    const writer = (this.#writer ??= this.#begin(made));
    writer.frame(
      frame,
      { t: made === null || this.#first === null ? null : made - this.#first, c: null },
      out,
    );
  }

  end(out: string[]): void {
    (this.#writer ?? this.#begin(null)).end(out);
    if (this.#first !== null) this.notes.push(SERVER_NOTE);
  }

  #begin(made: number | null): RunWriter {
    this.#first = made;
    const wall = made === null ? null : formatWallTime(made);
    return new RunWriter({
      framing: this.#framing,
      label: this.#options.name,
      ...protocolOption(this.#options),
      ...(made === null ? {} : { t0: 'first-line', clock: SERVER_CLOCK }),
      ...(wall === null ? {} : { wall }),
    });
  }
}

const SERVER_NOTE =
  'The times are those at which the server made each line (created_at), by its own clock; not those of their arrival.';

/** Of a line of Ollama. */
function madeAt(line: string): number | null {
  const text = stringOf(parsedLine(line), 'created_at');
  return text === undefined ? null : parseWallTime(text);
}
