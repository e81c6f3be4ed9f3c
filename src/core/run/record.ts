import { decodeLine } from '../capture/decode.ts';
import type { CaptureHeader } from '../capture/header.ts';
import type { EndRecord, HeadRecord } from '../capture/record.ts';
import { DocumentHistory } from '../document/history.ts';
import type { PatchError } from '../patch/operation.ts';
import { AddReader } from './add-reader.ts';
import type { StreamEvent } from './event.ts';
import { EventLog } from './log.ts';

/**
 * A run, folded from the lines of its capture. The one way from lines to a document: the window, the command line and
 * the verdict all go through it, live or from a file.
 *
 * Invariants:
 * 1. `push` never throws, and every line but blank ones, our header, head and end, and unknown kinds of ours is an
 *    event, whatever is wrong with it.
 * 2. The same lines give the same record, however they were grouped into calls.
 */
export class RunRecord {
  header: CaptureHeader | null = null;
  head: HeadRecord | null = null;
  end: EndRecord | null = null;
  readonly log = new EventLog();
  // Lines serve as text: the value of an operation is where it is, with or without our stamp behind it.
  readonly history = new DocumentHistory((event) => this.log.line(event));
  /** Number of distinct socket reads among the events. */
  reads = 0;
  /** Why the rest is not read: a capture of a later major version. */
  refused: string | null = null;
  #lastRead = 0;
  readonly #add = new AddReader();

  get ops(): number {
    return this.log.ops;
  }

  get errors(): number {
    return this.log.errors;
  }

  /** A capture of ours whose end has not come: while it is not live, its tail is missing. */
  get torn(): boolean {
    return this.header !== null && this.end === null;
  }

  /** One line of a capture, or one bare operation, without its line ending. */
  push(line: string): void {
    if (this.refused === null && this.#add.read(line, 0, line.length)) this.#takeAdd(line, ALONE);
    else this.#take(line, ALONE);
  }

  /** Lines joined by LF; a last one without its LF counts as whole. */
  pushAll(text: string): void {
    const isLong = text.length >= ADOPTED;
    if (isLong) this.log.adopt(text);
    let from = 0;
    while (from < text.length) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (!isLong || this.refused !== null) this.push(text.slice(from, end));
      else if (this.#add.read(text, from, end)) this.#takeAdd('', from);
      else this.#take(text.slice(from, end), from);
      from = end + 1;
    }
  }

  /** The short way for most lines: the operation that `#add` has just read. */
  #takeAdd(line: string, start: number): void {
    const { t, c, path, type, at } = this.#add;
    this.#countRead(c);
    const index = start === ALONE ? this.log.appendOp(t, c, line) : this.log.appendOpAt(t, c, start);
    const error = this.history.addAt(index, path, type, at);
    if (error !== null) this.log.fail(index, error);
  }

  /** `start`: where the line begins in the text that the log has adopted, or `ALONE`. */
  #take(line: string, start: number): void {
    if (this.refused !== null) return;
    const record = decodeLine(line);
    switch (record.kind) {
      case 'header':
        this.header ??= record.header;
        return;
      case 'head':
        this.head = record;
        return;
      case 'end':
        this.end = record;
        return;
      case 'refused':
        this.refused = record.message;
        return;
      case 'ignored':
        return;
      case 'op':
      case 'ops':
      case 'bad':
      case 'beat':
      case 'usage':
      case 'reason':
      case 'err':
      case 'gate':
      case 'mark':
      case 'unknown': {
        this.#countRead(record.c);
        const index = start === ALONE ? this.log.append(record, line) : this.log.appendAt(record, start);
        const error = this.#fold(index, record, line);
        if (error !== null) this.log.fail(index, error);
      }
    }
  }

  #fold(index: number, event: StreamEvent, line: string): PatchError | null {
    if (event.kind === 'op') return this.history.fold(index, event.op, line);
    if (event.kind === 'ops') return this.history.foldAll(index, event.ops, line);
    return event.kind === 'bad' ? asPatchError(event.error) : null;
  }

  /** Reads come in order, so a new number is a new read. */
  #countRead(c: number | null): void {
    if (c === null || c === this.#lastRead) return;
    this.reads += 1;
    this.#lastRead = c;
  }
}

/** No place in an adopted text. */
const ALONE = -1;
/** UTF-16 units from which a text is kept as it came; less is gathered line by line. */
const ADOPTED = 8_192;

function asPatchError(error: {
  kind: PatchError['kind'] | 'syntax' | 'encoding';
  message: string;
}): PatchError {
  const kind = error.kind === 'syntax' || error.kind === 'encoding' ? 'malformed' : error.kind;
  return { kind, message: error.message };
}
