import { unreadableEvent } from '../protocols/unreadable.ts';
import type { EventBody } from '../run/event.ts';
import type { EndRecord } from './record.ts';
import type { Frame } from '../wire/frame.ts';
import { endLine, eventLine, headerLine } from './encode.ts';
import { type FileReader, TORN_NOTE } from './file-reader.ts';
import { type ForeignShape, isWallTime, readForeignLine } from './foreign-line.ts';
import { CAPTURE_MAJOR } from './read-header.ts';

/** Members that make an operation more than a bare one. What merely looks like one costs a second look, no more. */
const STAMP_LIKE = /"[tc$]"\s*:/;

/** Operations one a line, in the shapes of `ForeignShape`, each line by its own. */
export class ForeignReader implements FileReader {
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #name: string;
  #shape: ForeignShape | null = null;
  #begun = false;
  /** The first wall time, from which all are counted. */
  #origin: number | null = null;
  #end: EndRecord = { kind: 'end', t: null, reason: 'unknown' };

  constructor(name: string) {
    this.#name = name;
  }

  get takenFor(): string | null {
    return this.#shape;
  }

  frame(frame: Frame, tail: boolean, out: string[]): void {
    switch (frame.kind) {
      case 'line':
        this.#line(frame.text, tail, out);
        return;
      case 'bad':
      case 'limit': {
        if (tail && frame.kind === 'bad' && this.#tears()) return;
        const event = unreadableEvent(frame);
        this.#begin(null, out);
        out.push(eventLine({ t: null, c: null, ...event }));
        if (frame.kind === 'limit' && event.kind === 'bad') {
          this.#end = { kind: 'end', t: null, reason: 'error in stream', message: event.error.message };
        }
        return;
      }
      case 'sse':
      case 'comment':
        // Lines are framed as lines here.
        return;
      default:
        frame satisfies never;
    }
  }

  end(out: string[]): void {
    if (this.#begun) out.push(endLine(this.#end));
  }

  #line(line: string, tail: boolean, out: string[]): void {
    if (!tail && this.#begun && line.startsWith('{"op":"') && !STAMP_LIKE.test(line)) {
      this.#shape ??= 'operations, one a line';
      out.push(line);
      return;
    }
    const read = readForeignLine(line);
    if (tail && isSyntax(read.body) && this.#tears()) return;
    this.#shape ??= read.shape;
    this.#begin(read.time, out);
    out.push(eventLine({ t: this.#relative(read.time), c: read.c, ...read.body }));
  }

  #begin(time: number | null, out: string[]): void {
    if (this.#begun) return;
    this.#begun = true;
    out.push(
      headerLine({
        $: 'patchcap',
        v: CAPTURE_MAJOR,
        t0: time !== null && isWallTime(time) ? 'first-line' : 'unknown',
        source: { framing: 'ndjson', protocol: 'dottxt.patch' },
        label: this.#name,
      }),
    );
  }

  #relative(time: number | null): number | null {
    if (time === null || !isWallTime(time)) return time;
    this.#origin ??= time;
    return time - this.#origin;
  }

  /** Whether a half line at the end counts as torn; in a file of which nothing was understood it is just unreadable. */
  #tears(): boolean {
    if (this.#shape === null) return false;
    this.notes.push(TORN_NOTE);
    this.#end = { kind: 'end', t: null, reason: 'torn', message: TORN_NOTE };
    return true;
  }
}

function isSyntax(body: EventBody): boolean {
  return body.kind === 'bad' && body.error.kind === 'syntax';
}
