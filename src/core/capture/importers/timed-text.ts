import type { Stamp } from '../../run/event.ts';
import { createFramer, type Framer } from '../../wire/framer.ts';
import type { Framing } from '../header.ts';
import { type RunAbout, RunWriter } from './run-writer.ts';

/** What a line of an event stream begins with. */
const EVENT_STREAM = /^(?:data|event|id|retry|error)?:/;
const JSON_LINE = /^\s*[[{]/;

/**
 * The text of a stream that a tool has noted line by line with times: lines of NDJSON or of an event stream, whichever
 * comes first. An event has the time of the line that completes it.
 *
 * What stands around the stream (a prompt, the command, what a shell says) is kept as an event named `terminal`: it is
 * in the file, and it is no fault of the stream.
 */
export class TimedText {
  readonly #about: Omit<RunAbout, 'framing'>;
  readonly #encoder = new TextEncoder();
  #framing: Framing | null = null;
  #framer: Framer | null = null;
  #writer: RunWriter | null = null;
  #before: { text: string; stamp: Stamp }[] = [];
  #last: Stamp = { t: null, c: null };

  constructor(about: Omit<RunAbout, 'framing'>) {
    this.#about = about;
  }

  /** Whether a stream was found in the text. */
  get found(): boolean {
    return this.#framer !== null;
  }

  /** A whole line without its end. */
  line(text: string, t: number | null, out: string[]): void {
    const stamp = { t, c: null };
    this.#last = stamp;
    const framer = this.#framer ?? this.#begin(text, out);
    if (framer === null) {
      if (text.trim() !== '') this.#before.push({ text, stamp });
    } else if (!this.#isStream(text)) this.#beside(text, stamp, out);
    else {
      for (const frame of framer.push(this.#encoder.encode(`${text}\n`)))
        this.#writer?.frame(frame, stamp, out);
    }
  }

  end(out: string[]): void {
    this.#writer ??= new RunWriter({ ...this.#about, framing: 'ndjson' });
    for (const frame of this.#framer?.end() ?? []) this.#writer.frame(frame, this.#last, out);
    this.#tellBefore(out);
    this.#writer.end(out);
  }

  #begin(text: string, out: string[]): Framer | null {
    this.#framing = JSON_LINE.test(text) ? 'ndjson' : EVENT_STREAM.test(text) ? 'sse' : null;
    if (this.#framing === null) return null;
    this.#writer = new RunWriter({ ...this.#about, framing: this.#framing });
    this.#framer = createFramer(this.#framing);
    this.#tellBefore(out);
    return this.#framer;
  }

  #tellBefore(out: string[]): void {
    for (const { text, stamp } of this.#before) this.#beside(text, stamp, out);
    this.#before = [];
  }

  #beside(text: string, stamp: Stamp, out: string[]): void {
    this.#writer?.event({ kind: 'unknown', name: 'terminal', text }, stamp, out);
  }

  #isStream(text: string): boolean {
    if (text.trim() === '') return true;
    return this.#framing === 'sse' ? EVENT_STREAM.test(text) : JSON_LINE.test(text);
  }
}
