import type { ReadStamp } from './content-decoding.ts';
import type { Flow } from './exchange.ts';

/** A stretch of the body, decoded, of one socket read. */
export interface Stretch {
  bytes: Uint8Array<ArrayBuffer>;
  stamp: ReadStamp;
}

/**
 * Bytes that main may be behind before the socket is left alone, which slows the server down as any slow reader does; a
 * thread that went on reading would fill the memory instead. As much is still recorded after a Stop. At 57 bytes an
 * operation this is 18,000 of them: main's work of 40 ms, and what comes in nine seconds at 2,000 a second.
 */
export const MAX_UNTAKEN = 1024 * 1024;

/**
 * What is read, on its way to main.
 *
 * 1. Stretches are given out in the order of their reads: one for each read, unless the body is compressed, whose reads
 *    may be decoded in several turns.
 * 2. Those of one turn of the event loop go together: a message costs main some 20 µs, however much is in it.
 * 3. A stretch owns its bytes, so that they can be handed over: the pieces of a read share a buffer with each other, and
 *    undici may not be done with it.
 * 4. More than `MAX_UNTAKEN` bytes that were given out and not taken pause the flow; half as many let it go on.
 */
export class Reads {
  readonly #give: (stretches: Stretch[]) => void;
  #flow: Flow | null = null;
  #pending: { pieces: Uint8Array[]; size: number; stamp: ReadStamp }[] = [];
  #untaken = 0;
  #paused = false;

  constructor(give: (stretches: Stretch[]) => void) {
    this.#give = give;
  }

  start(flow: Flow): void {
    this.#flow = flow;
  }

  push(bytes: Uint8Array, stamp: ReadStamp): void {
    // A microtask comes after all that undici finds in the socket now, and before the loop turns.
    if (this.#pending.length === 0) queueMicrotask(() => this.flush());
    const last = this.#pending.at(-1);
    if (last?.stamp.c === stamp.c) {
      last.pieces.push(bytes);
      last.size += bytes.length;
    } else this.#pending.push({ pieces: [bytes], size: bytes.length, stamp });
    this.#untaken += bytes.length;
    if (this.#untaken <= MAX_UNTAKEN || this.#paused) return;
    this.#paused = true;
    this.#flow?.pause();
  }

  taken(size: number): void {
    this.#untaken -= size;
    if (!this.#paused || this.#untaken > MAX_UNTAKEN / 2) return;
    this.#paused = false;
    this.#flow?.resume();
  }

  /** Gives out what is there. */
  flush(): void {
    if (this.#pending.length === 0) return;
    const stretches = this.#pending.map(({ pieces, size, stamp }) => ({
      bytes: joined(pieces, size),
      stamp,
    }));
    this.#pending = [];
    this.#give(stretches);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
