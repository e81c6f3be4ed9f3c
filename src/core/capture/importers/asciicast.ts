import type { Frame } from '../../wire/frame.ts';
import { member, numberOf, stringOf } from '../members.ts';
import { formatWallTime } from '../wall-time.ts';
import { type ImportFormat, type ImportOptions, protocolOption } from './format.ts';
import { framed, type FrameReader, TORN_NOTE } from './frame-reader.ts';
import { parsedLine } from './head.ts';
import { TimedText } from './timed-text.ts';

/**
 * Terminal recordings of asciinema: a header, then `[time, code, data]` a line. Version 2 has seconds since the start,
 * version 3 since the event before, and comments (docs.asciinema.org/manual/asciicast/v2 and /v3). What the terminal
 * was sent (`o`) is put together again and read as text.
 */
export const asciicast: ImportFormat = {
  id: 'asciicast',
  title: 'terminal recording of asciinema (asciicast v2 or v3)',
  fits: ({ first }) => versionOf(parsedLine(first)) !== null,
  open: (options) => framed(new AsciicastReader(options), 'ndjson'),
};

const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Colours, cursor movements and window titles (ECMA-48: CSI, OSC, and escapes of two characters). */
const ESCAPES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|[@-Z\\\\-_=>])`,
  'g',
);

class AsciicastReader implements FrameReader {
  takenFor = 'terminal recording of asciinema';
  refused: string | null = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #options: ImportOptions;
  #version: 2 | 3 | null = null;
  #text: TimedText | null = null;
  /** Milliseconds since the start. */
  #now = 0;
  #line = '';

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  frame(frame: Frame, tail: boolean, out: string[]): void {
    if (frame.kind !== 'line' || frame.text.startsWith('#')) return;
    const value = parsedLine(frame.text);
    if (this.#text === null) this.#header(value);
    else if (Array.isArray(value)) this.#event(value, out);
    else this.notes.push(tail ? TORN_NOTE : 'A line is no event of a recording; it is left out.');
  }

  end(out: string[]): void {
    if (this.#line !== '') this.#text?.line(plain(this.#line), this.#now, out);
    this.#text?.end(out);
    if (this.#text !== null && !this.#text.found) {
      this.notes.push('There is no stream in the recording: no line of it begins like JSON or an event.');
    }
  }

  #header(value: unknown): void {
    this.#version = versionOf(value);
    if (this.#version === null || typeof value !== 'object' || value === null) {
      this.refused = 'This is no asciicast of version 2 or 3: its first line is no header of one.';
      return;
    }
    this.takenFor = `terminal recording of asciinema (v${this.#version})`;
    const started = numberOf(value, 'timestamp');
    const wall = started === undefined ? null : formatWallTime(started * 1000);
    const title = stringOf(value, 'title');
    this.#text = new TimedText({
      ...(wall === null ? {} : { wall }),
      t0: 'unknown',
      label: title ?? this.#options.name,
      ...protocolOption(this.#options),
    });
  }

  #event([time, code, data]: readonly unknown[], out: string[]): void {
    if (typeof time !== 'number') return;
    this.#now = this.#version === 3 ? this.#now + time * 1000 : time * 1000;
    if (code !== 'o' || typeof data !== 'string') return;
    const lines = (this.#line + data).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#text?.line(plain(line), this.#now, out);
  }
}

function plain(line: string): string {
  return line.replaceAll(ESCAPES, '').replace(/\r+$/, '');
}

function versionOf(value: unknown): 2 | 3 | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const version = member(value, 'version');
  if (version === 2 && member(value, 'width') !== undefined) return 2;
  return version === 3 && member(value, 'term') !== undefined ? 3 : null;
}
