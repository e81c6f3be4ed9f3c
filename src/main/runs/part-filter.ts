import { isHeaderLine } from '../../core/capture/capture-reader.ts';

/** Lets through the lines of one of the runs in a file. A run begins with its header; only a first may have none. */
export class PartFilter {
  /** The part has passed; nothing more will be let through. */
  over = false;
  readonly #part: number;
  /** The part that the last line belonged to; -1 before the first line. */
  #at = -1;

  constructor(part: number) {
    this.#part = part;
  }

  admits(line: string): boolean {
    if (isHeaderLine(line) || this.#at === -1) this.#at += 1;
    this.over = this.#at > this.#part;
    return this.#at === this.#part;
  }
}
