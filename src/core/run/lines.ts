import { Ints } from '../document/ints.ts';

/**
 * Lines of text, by number. They are joined into chunks, since a string of its own costs some 20 bytes beyond its
 * characters and keeps the megabyte that it was cut from alive. A character is one byte, or two throughout a chunk that
 * has one beyond Latin-1, which is why chunks are small.
 */
export class Lines {
  readonly #chunks: string[] = [];
  /** Number of the first line of each chunk. */
  readonly #firsts = new Ints();
  /** Where each line of the finished chunks begins in its chunk. */
  readonly #starts = new Ints();
  /** Lines that are not in a chunk yet. */
  #fresh: string[] = [];
  #freshLength = 0;

  get length(): number {
    return this.#starts.length + this.#fresh.length;
  }

  push(line: string): void {
    this.#fresh.push(line);
    this.#freshLength += line.length;
    if (this.#freshLength >= CHUNK) this.#join();
  }

  at(index: number): string {
    const fresh = index - this.#starts.length;
    if (fresh >= 0) return this.#fresh[fresh] ?? '';
    const chunk = this.#firsts.countUpTo(index) - 1;
    const text = this.#chunks[chunk] ?? '';
    const isLast =
      index + 1 === (chunk + 1 < this.#firsts.length ? this.#firsts.at(chunk + 1) : this.#starts.length);
    return text.slice(this.#starts.at(index), isLast ? text.length : this.#starts.at(index + 1));
  }

  #join(): void {
    this.#firsts.push(this.#starts.length);
    let start = 0;
    for (const line of this.#fresh) {
      this.#starts.push(start);
      start += line.length;
    }
    this.#chunks.push(this.#fresh.join(''));
    this.#fresh = [];
    this.#freshLength = 0;
  }
}

/** UTF-16 units. Large against the 100 bytes that a chunk costs, small against what one odd character doubles. */
const CHUNK = 32_768;
