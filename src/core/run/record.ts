import { decodeLine } from '../capture/decode.ts';
import { eventLine } from '../capture/encode.ts';
import { readFrameLine, type StampedFrame } from '../capture/frame-line.ts';
import type { CaptureHeader } from '../capture/header.ts';
import type { EndRecord, HeadRecord } from '../capture/record.ts';
import { DocumentHistory } from '../document/history.ts';
import type { PatchError } from '../patch/operation.ts';
import type { Decoder } from '../protocols/protocol.ts';
import { protocolById } from '../protocols/table.ts';
import type { EventBody, Stamp, StreamEvent } from './event.ts';
import { FrameLog } from './frames.ts';
import { EventLog } from './log.ts';
import { OperationReader } from './operation-reader.ts';
import { READING } from './times-source.ts';

/** One of the documents of a run. */
export interface RunDocument {
  /** As in events' `doc`; null for the main document. */
  readonly id: string | null;
  /** What the protocol calls it: the function of a tool call. Null where it has no name. */
  name: string | null;
  /** It came as text, so the closing brackets are told: a root that is not closed is not complete. */
  text: boolean;
  readonly history: DocumentHistory;
}

/**
 * A run, folded from the lines of its capture. The one way from lines to a document: the window, the command line and
 * the verdict all go through it, live or from a file.
 *
 * Where the header names a protocol of which captures keep the frames, events are derived from them here, by the
 * protocol's decoder, so that a better decoder improves old captures.
 *
 * Invariants:
 * 1. `push` never throws, and every line but blank ones, our header, head and end, and unknown kinds of ours is an
 *    event, whatever is wrong with it, or a frame from which events were derived.
 * 2. The same lines give the same record, however they were grouped into calls.
 */
export class RunRecord {
  header: CaptureHeader | null = null;
  head: HeadRecord | null = null;
  end: EndRecord | null = null;
  readonly log = new EventLog();
  readonly frames = new FrameLog();
  /** In the order in which they began; the first, the main document, is there from the start. */
  readonly documents: readonly RunDocument[];
  /** The main document. */
  readonly history: DocumentHistory;
  /** Number of distinct socket reads among the events. */
  reads = 0;
  /** The event that tells of the first pause of the reading; -1 where there was none. */
  pause = -1;
  /** Why the rest is not read: a capture of a later major version. */
  refused: string | null = null;
  #lastRead = 0;
  readonly #reader = new OperationReader();
  readonly #documents: RunDocument[] = [];
  #decoder: Decoder | null = null;

  constructor() {
    this.documents = this.#documents;
    this.history = this.#begin(null, null).history;
  }

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
    if (this.refused === null && this.#reader.read(line, 0, line.length)) this.#takeRead(line, ALONE);
    else this.#take(line, ALONE);
  }

  /** Lines joined by LF; a last one without its LF counts as whole. */
  pushAll(text: string): void {
    // What is derived has lines of its own, among which those of an adopted text cannot stand.
    const isLong = text.length >= ADOPTED && this.#decoder === null;
    if (isLong) this.log.adopt(text);
    let from = 0;
    while (from < text.length) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      if (!isLong || this.#decoder !== null || this.refused !== null) this.push(text.slice(from, end));
      else if (this.#reader.read(text, from, end)) this.#takeRead(text, from);
      else this.#take(text.slice(from, end), from);
      from = end + 1;
    }
  }

  /** The short way for most lines: the operation that `#reader` has just read, in `text` from `start` on. */
  #takeRead(text: string, start: number): void {
    const reader = this.#reader;
    const { t, c } = reader.stamp;
    this.#countRead(c);
    const index = start === ALONE ? this.log.appendOp(t, c, text) : this.log.appendOpAt(t, c, start);
    const error = this.#foldRead(index, reader, text, Math.max(0, start));
    if (error !== null) this.log.fail(index, error);
  }

  #foldRead(index: number, reader: OperationReader, text: string, start: number): PatchError | null {
    const { op, path, from } = reader;
    switch (op) {
      case 'add':
      case 'replace':
      case 'test':
        return this.history.put(index, op, path, reader, text, start);
      case 'remove':
        return this.history.fold(index, { op, path }, text);
      case 'move':
      case 'copy':
        return this.history.fold(index, { op, from, path }, text);
      default:
        return op satisfies never;
    }
  }

  /** `start`: where the line begins in the text that the log has adopted, or `ALONE`. */
  #take(line: string, start: number): void {
    if (this.refused !== null) return;
    const framed = this.#decoder === null ? null : readFrameLine(line);
    if (framed !== null && this.#decoder !== null) {
      this.#derive(this.#decoder, framed, line);
      return;
    }
    const record = decodeLine(line);
    switch (record.kind) {
      case 'header':
        this.header ??= record.header;
        this.#decoder = this.#decoderOf(this.header.source?.protocol);
        return;
      case 'head':
        this.head = record;
        return;
      case 'end':
        if (this.end === null && this.#decoder !== null) {
          this.frames.tail = this.log.length;
          this.#takeAll(this.#decoder.end(), { t: record.t, c: null });
        }
        this.end = record;
        return;
      case 'refused':
        this.refused = record.message;
        return;
      case 'ignored':
        return;
      case 'op':
      case 'ops':
      case 'document':
      case 'grow':
      case 'close':
      case 'note':
      case 'finish':
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

  #decoderOf(protocol: string | undefined): Decoder | null {
    const known = protocol === undefined ? null : protocolById(protocol);
    return known?.stored === 'frames' ? known.decoder() : null;
  }

  #derive(decoder: Decoder, { t, c, frame }: StampedFrame, line: string): void {
    const first = this.log.length;
    this.#takeAll(decoder.frame(frame), { t, c });
    this.frames.push(line, first, this.log.length);
  }

  /** Derived events are kept as the lines that would have told them. */
  #takeAll(bodies: readonly EventBody[], { t, c }: Stamp): void {
    for (const body of bodies) {
      this.#countRead(c);
      const event: StreamEvent = { t, c, ...body };
      const line = eventLine(event);
      const index = this.log.append(event, line);
      const error = this.#fold(index, event, line);
      if (error !== null) this.log.fail(index, error);
    }
  }

  #fold(index: number, event: StreamEvent, line: string): PatchError | null {
    switch (event.kind) {
      case 'op':
        return this.#historyOf(event.doc).fold(index, event.op, line);
      case 'ops':
        return this.#historyOf(event.doc).foldAll(index, event.ops, line);
      case 'grow':
        return this.#historyOf(event.doc).grow(index, event.path);
      case 'close':
        return this.#historyOf(event.doc).close(index, event.path);
      case 'bad':
        return asPatchError(event.error);
      case 'document': {
        const document = this.#document(event.doc);
        document.name = event.name;
        document.text = event.asText;
        return null;
      }
      case 'mark':
        if (event.name === READING.paused && this.pause < 0) this.pause = index;
        return null;
      case 'beat':
      case 'err':
      case 'finish':
      case 'gate':
      case 'note':
      case 'reason':
      case 'unknown':
      case 'usage':
        return null;
      default:
        return event satisfies never;
    }
  }

  #historyOf(doc: string | undefined): DocumentHistory {
    return doc === undefined ? this.history : this.#document(doc).history;
  }

  /** Runs have a handful, so they are looked for one by one. */
  #document(doc: string | undefined): RunDocument {
    const id = doc ?? null;
    return this.#documents.find((one) => one.id === id) ?? this.#begin(id, null);
  }

  #begin(id: string | null, name: string | null): RunDocument {
    // Lines serve as text: the value of an operation is where it is, with or without our stamp behind it.
    const history = new DocumentHistory((event) => this.log.line(event));
    const document = { id, name, text: false, history };
    this.#documents.push(document);
    return document;
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
