/**
 * The string or number that is being read: its source as received, and what it decodes to. Text is taken a run at a
 * time and joined by `+=`, which the engine keeps as a rope and flattens once: linear, however small the pieces.
 */
export class TextToken {
  /** Source from the pieces before this one. */
  #raw = '';
  /** Until the first escape a string's value is its source without the quotes, and is not kept apart. */
  #escaped = false;
  /** Decoded text from the pieces before this one, of a string with escapes. */
  #before = '';
  /** Decoded text from this piece, up to its latest escape. */
  #piece = '';
  /** The first half of a surrogate pair, kept back from growth. */
  #held = '';
  #grown = false;
  /** Source and value, once `end` was called. */
  source = '';
  value = '';

  start(): void {
    this.#raw = '';
    this.#piece = '';
    this.#held = '';
    this.#escaped = false;
    this.#grown = false;
  }

  /** An escape begins, after `run`, the unescaped text since the last one. */
  escape(run: string): void {
    if (!this.#escaped) {
      this.#escaped = true;
      this.#before = this.#raw.slice(1);
    }
    this.#piece += run;
  }

  /** What the escape stands for. */
  unescape(text: string): void {
    this.#piece += text;
  }

  /** The string ends; `source` is the rest of its source, the quote included, and `run` the unescaped text before it. */
  endString(source: string, run: string): void {
    this.source = this.#raw === '' ? source : this.#raw + source;
    if (this.#escaped) this.value = this.#before + this.#piece + run;
    else this.value = this.#raw === '' ? run : this.source.slice(1, -1);
  }

  /** The number ends; `source` is the rest of its source. */
  endNumber(source: string): string {
    return this.#raw === '' ? source : this.#raw + source;
  }

  /** The piece ends within the token; returns the length of the source so far. */
  suspend(source: string): number {
    this.#raw += source;
    return this.#raw.length;
  }

  /**
   * What the string has grown by in this piece, which ends with `run`; null where there is nothing to tell. Never ends
   * in the first half of a surrogate pair.
   */
  growth(run: string): string | null {
    const piece = this.#piece === '' ? run : this.#piece + run;
    this.#piece = '';
    if (this.#escaped) this.#before += piece;
    let growth = this.#held === '' ? piece : this.#held + piece;
    this.#held = '';
    const last = growth.charCodeAt(growth.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.#held = growth.slice(-1);
      growth = growth.slice(0, -1);
    }
    if (growth === '' && this.#grown) return null;
    this.#grown = true;
    return growth;
  }
}
