import { decodeLine } from '../capture/decode.ts';
import type { CaptureHeader } from '../capture/header.ts';
import type { EndRecord, HeadRecord } from '../capture/record.ts';
import { DocumentHistory } from '../document/history.ts';
import type { PatchError } from '../patch/operation.ts';
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
    if (this.refused !== null) return;
    const record = decodeLine(line);
    switch (record.kind) {
      case 'op': {
        const index = this.#log(record, line);
        const error = this.history.fold(index, record.op, line);
        if (error !== null) this.log.fail(index, error);
        return;
      }
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
      case 'ops': {
        const index = this.#log(record, line);
        const error = this.history.foldAll(index, record.ops, line);
        if (error !== null) this.log.fail(index, error);
        return;
      }
      case 'bad': {
        const index = this.#log(record, line);
        this.log.fail(index, asPatchError(record.error));
        return;
      }
      default:
        this.#log(record, line);
    }
  }

  /** Lines joined by LF; a last one without its LF counts as whole. */
  pushAll(text: string): void {
    let from = 0;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      this.push(text.slice(from, end < 0 ? text.length : end));
      if (end < 0) return;
      from = end + 1;
    }
  }

  #log(event: StreamEvent, line: string): number {
    // Reads come in order, so a new number is a new read.
    if (event.c !== null && event.c !== this.#lastRead) {
      this.reads += 1;
      this.#lastRead = event.c;
    }
    return this.log.append(event, line);
  }
}

function asPatchError(error: {
  kind: PatchError['kind'] | 'syntax' | 'encoding';
  message: string;
}): PatchError {
  const kind = error.kind === 'syntax' || error.kind === 'encoding' ? 'malformed' : error.kind;
  return { kind, message: error.message };
}
