import { ByteBuffer } from './byte-buffer.ts';

export interface LineSink {
  /** A line without its end. */
  line(text: string): unknown;
  /** A line that is not UTF-8; the bytes are the receiver's to keep. */
  bad(bytes: Uint8Array): unknown;
  /** A line longer than the limit; nothing follows. `head` is how it begins. */
  limit(head: string): unknown;
}

const LF = 10;
const CR = 13;
/** How much of an endless line is shown. */
const HEAD_BYTES = 200;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Cuts bytes into lines of UTF-8, whatever the cut of the bytes.
 *
 * 1. The lines are the same for every cut of the same bytes.
 * 2. A line that is not UTF-8 is told as bytes, and the lines around it are not touched by it.
 * 3. Never more than `limit` bytes wait for the end of their line.
 * 4. A byte order mark before the first line is dropped.
 *
 * `loneCr`: a CR alone ends a line too, as in SSE. Otherwise a CR before the LF is part of the line end, any other a
 * character.
 *
 * Whole lines of one push are decoded together, in one call: 20,000 lines a second and files of tens of megabytes are
 * ordinary, and a call of the decoder a line would cost more than the parse. Only a block that fails is decoded by line.
 */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #loneCr: boolean;
  readonly #limit: number;
  readonly #carry = new ByteBuffer();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #skipLf = false;
  #first = true;
  #over = false;

  constructor(sink: LineSink, loneCr: boolean, limit: number) {
    this.#sink = sink;
    this.#loneCr = loneCr;
    this.#limit = limit;
  }

  push(bytes: Uint8Array): void {
    if (this.#over || bytes.length === 0) return;
    let rest = bytes;
    if (this.#skipLf) {
      this.#skipLf = false;
      if (rest[0] === LF) rest = rest.subarray(1);
    }
    if (this.#carry.length > 0) rest = this.#completeCarry(rest);
    if (this.#over || rest.length === 0) return;
    const last = this.#lastEnd(rest);
    if (last >= 0) this.#block(rest.subarray(0, last + 1));
    if (this.#over) return;
    this.#hold(rest.subarray(last + 1));
    if (this.#loneCr && this.#carry.length === 0 && bytes[bytes.length - 1] === CR) this.#skipLf = true;
  }

  /** The end of the bytes: a last line without its end is still a line. */
  end(): void {
    if (this.#over || this.#carry.length === 0) return;
    const bytes = this.#carry.view();
    this.#carry.clear();
    this.#oneLine(bytes);
  }

  /** Joins the waiting bytes with the start of `bytes` up to its first line end; gives back what follows. */
  #completeCarry(bytes: Uint8Array): Uint8Array {
    const end = this.#nextEnd(bytes, 0);
    if (end < 0) {
      this.#hold(bytes);
      return bytes.subarray(bytes.length);
    }
    this.#hold(bytes.subarray(0, end));
    if (this.#over) return bytes;
    const line = this.#carry.view();
    this.#carry.clear();
    this.#oneLine(line);
    if (!this.#loneCr || bytes[end] !== CR) return bytes.subarray(end + 1);
    if (end + 1 === bytes.length) this.#skipLf = true;
    return bytes.subarray(bytes[end + 1] === LF ? end + 2 : end + 1);
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#carry.length + bytes.length > this.#limit + 1) {
      const head = new ByteBuffer();
      head.append(this.#carry.view().subarray(0, HEAD_BYTES));
      head.append(bytes.subarray(0, HEAD_BYTES));
      this.#overLimit(head.view());
    } else this.#carry.append(bytes);
  }

  /** Bytes that end with a line end. */
  #block(bytes: Uint8Array): void {
    // A block no longer than the limit holds no line over it.
    const text = bytes.length <= this.#limit ? this.#decode(bytes) : null;
    if (text === null) this.#slowBlock(bytes);
    else this.#cut(text);
  }

  #cut(text: string): void {
    let cr = this.#loneCr ? text.indexOf('\r') : -1;
    let from = 0;
    while (from < text.length) {
      if (cr >= 0 && cr < from) cr = text.indexOf('\r', from);
      let end = text.indexOf('\n', from);
      let next = end + 1;
      if (cr >= 0 && (end < 0 || cr < end)) {
        next = text.charCodeAt(cr + 1) === LF ? cr + 2 : cr + 1;
        end = cr;
      }
      this.#emit(text.slice(from, end));
      from = next;
    }
  }

  #slowBlock(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length && !this.#over) {
      const end = this.#nextEnd(bytes, from);
      this.#oneLine(bytes.subarray(from, end));
      from = this.#loneCr && bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
    }
  }

  #oneLine(bytes: Uint8Array): void {
    const length = !this.#loneCr && bytes[bytes.length - 1] === CR ? bytes.length - 1 : bytes.length;
    if (length > this.#limit) {
      this.#overLimit(bytes);
      return;
    }
    const text = this.#decode(bytes);
    if (text !== null) this.#emit(text);
    else {
      this.#first = false;
      this.#sink.bad(bytes.slice(0, length));
    }
  }

  #emit(line: string): void {
    let text = line;
    if (this.#first) {
      this.#first = false;
      if (text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    }
    if (!this.#loneCr && text.charCodeAt(text.length - 1) === CR) text = text.slice(0, -1);
    this.#sink.line(text);
  }

  #decode(bytes: Uint8Array): string | null {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      // A fatal decoder throws where the bytes are not UTF-8; the caller tells it as a bad line.
      return null;
    }
  }

  #overLimit(bytes: Uint8Array): void {
    this.#over = true;
    this.#carry.clear();
    const shown = Math.min(HEAD_BYTES, this.#limit);
    this.#sink.limit(new TextDecoder('utf-8').decode(bytes.subarray(0, shown)));
  }

  #lastEnd(bytes: Uint8Array): number {
    const lf = bytes.lastIndexOf(LF);
    return this.#loneCr ? Math.max(lf, bytes.lastIndexOf(CR)) : lf;
  }

  #nextEnd(bytes: Uint8Array, from: number): number {
    if (!this.#loneCr) return bytes.indexOf(LF, from);
    for (let at = from; at < bytes.length; at += 1) {
      if (bytes[at] === LF || bytes[at] === CR) return at;
    }
    return -1;
  }
}
