import { unreadableEvent } from '../../protocols/unreadable.ts';
import type { EventBody } from '../../run/event.ts';
import type { Frame } from '../../wire/frame.ts';
import { endLine, eventLine, headerLine } from '../encode.ts';
import { CAPTURE_MAJOR } from '../read-header.ts';
import type { EndRecord } from '../record.ts';
import type { ImportFormat, ImportOptions } from './format.ts';
import { framed, type FrameReader, TORN_NOTE } from './frame-reader.ts';
import type { FileHead } from './head.ts';
import { type OperationShape, readShapedLine } from './operation-shape.ts';
import { protocolOf } from './protocol-of.ts';
import { isWallTime, Origin, UnitDoubt } from './times.ts';

/** Operations one a line: what `dottxt stream` prints, and what `jq -c` and small scripts make of it. */
export const operations: ImportFormat = {
  id: 'ops',
  title: 'operations, one a line, with or without times',
  fits: holdsOperations,
  isOneRun: true,
  open: (options) => framed(new OperationReader(options), 'ndjson'),
};

/** A prompt, a log line or two before the first operation. */
const LINES_LOOKED_AT = 20;

function holdsOperations({ lines, first, laidOut }: FileHead): boolean {
  // An operation whose value is longer than what is looked at.
  if (lines.length === 0) return /^\s*\{\s*"op"\s*:\s*["{]/.test(first);
  if (laidOut) return false;
  const looked = lines.slice(0, LINES_LOOKED_AT);
  // Other dialects of JSON Patch look alike.
  const protocol = protocolOf(looked.map((text) => ({ kind: 'line', text })));
  if (protocol !== null && protocol !== 'dottxt.patch') return false;
  return looked.some((line) => {
    const { shape, body } = readShapedLine(line);
    return shape !== null && body.kind !== 'bad';
  });
}

/** Members that make an operation more than a bare one. What merely looks like one costs a second look, no more. */
const STAMP_LIKE = /"[tc$]"\s*:/;

/** Each line by its own shape. Also the last resort: a file of anything else is shown line by line, as unreadable. */
class OperationReader implements FrameReader {
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #options: ImportOptions;
  readonly #origin = new Origin();
  readonly #doubt = new UnitDoubt();
  #shape: OperationShape | null = null;
  #begun = false;
  #end: EndRecord = { kind: 'end', t: null, reason: 'unknown' };

  constructor(options: ImportOptions) {
    this.#options = options;
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
      case 'text':
      case 'comment':
        // Lines are framed as lines here.
        return;
      default:
        frame satisfies never;
    }
  }

  end(out: string[]): void {
    if (this.#begun) out.push(endLine(this.#end));
    const doubt = this.#doubt.note();
    if (doubt !== null) this.notes.push(doubt);
  }

  #line(line: string, tail: boolean, out: string[]): void {
    if (!tail && this.#begun && line.startsWith('{"op":"') && !STAMP_LIKE.test(line)) {
      this.#shape ??= 'operations, one a line';
      out.push(line);
      return;
    }
    const { shape, time, doubtful, c, body } = readShapedLine(line, this.#options.unit);
    if (tail && isSyntax(body) && this.#tears()) return;
    this.#shape ??= shape;
    this.#begin(time, out);
    if (time !== null && doubtful) this.#doubt.see(time);
    out.push(eventLine({ t: this.#origin.relative(time), c, ...body }));
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
        label: this.#options.name,
      }),
    );
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
