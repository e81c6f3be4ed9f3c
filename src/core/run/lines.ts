import { Ints } from '../document/ints.ts';

/**
 * Lines of text, by number. They are kept in chunks, since a string of its own costs some 20 bytes beyond its characters
 * and may keep the megabyte that it was cut from alive.
 */
export class Lines {
  /** Lines joined by LF, or text as it came. */
  readonly #chunks: string[] = [];
  /** Number of the first line of each chunk. */
  readonly #firsts = new Ints();
  /** Where each line of the chunks begins. */
  readonly #starts = new Ints();
  /** Lines that are not in a chunk yet. */
  #fresh: string[] = [];
  #freshLength = 0;

  /** A line feed inside a line can only be white space in JSON, and becomes a space. */
  push(line: string): void {
    this.#fresh.push(line.includes('\n') ? line.replaceAll('\n', ' ') : line);
    this.#freshLength += line.length;
    if (this.#freshLength >= CHUNK) this.#join();
  }

  /** Keeps a text as a chunk. Its lines are then added by `pushAt`, until the next `adopt` or `push`. */
  adopt(text: string): void {
    this.#join();
    this.#firsts.push(this.#starts.length);
    this.#chunks.push(text);
  }

  /** The line of the adopted text that begins at `start`. */
  pushAt(start: number): void {
    this.#starts.push(start);
  }

  at(index: number): string {
    const fresh = index - this.#starts.length;
    if (fresh >= 0) return this.#fresh[fresh] ?? '';
    const text = this.#chunks[this.#firsts.countUpTo(index) - 1] ?? '';
    const start = this.#starts.at(index);
    const end = text.indexOf('\n', start);
    return text.slice(start, end < 0 ? text.length : end);
  }

  #join(): void {
    if (this.#fresh.length === 0) return;
    this.#firsts.push(this.#starts.length);
    let start = 0;
    for (const line of this.#fresh) {
      this.#starts.push(start);
      start += line.length + 1;
    }
    this.#chunks.push(this.#fresh.join('\n'));
    this.#fresh = [];
    this.#freshLength = 0;
  }
}

/** UTF-16 units. Large against the 100 bytes that a chunk costs, small against what is held twice until it is full. */
const CHUNK = 32_768;
