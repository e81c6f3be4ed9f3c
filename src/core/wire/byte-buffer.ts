/**
 * Bytes that wait for the rest of their line. It grows by doubling, so a line that comes byte by byte costs O(1) a byte
 * and at most twice its size, where a list of pieces would cost an object a byte.
 */
export class ByteBuffer {
  #bytes = new Uint8Array(0);
  length = 0;

  append(more: Uint8Array): void {
    const needed = this.length + more.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2, 256));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    this.#bytes.set(more, this.length);
    this.length = needed;
  }

  /** What was gathered, as a view that the next `append` may overwrite. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  /** Forgets the content; a large buffer is given back. */
  clear(): void {
    this.length = 0;
    if (this.#bytes.length > 65_536) this.#bytes = new Uint8Array(0);
  }
}
