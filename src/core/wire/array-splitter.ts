import type { Frame } from './frame.ts';

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Cuts the text of one JSON array into its elements, each told as soon as its last character is there. Elements are not
 * validated: who reads them parses them. What stands outside the array is told as unreadable, once.
 */
export class ArraySplitter {
  readonly #out: (frame: Frame) => void;
  readonly #limit: number;
  /** The element that is being read, as far as it came in earlier pieces. */
  #held = '';
  #inside = false;
  /** Whether the element began with a bracket, whose counterpart then ends it; otherwise what follows does. */
  #opened = false;
  #depth = 0;
  #string = false;
  #escaped = false;
  #state: 'before' | 'array' | 'after' = 'before';
  #over = false;

  constructor(out: (frame: Frame) => void, limit: number) {
    this.#out = out;
    this.#limit = limit;
  }

  push(text: string): void {
    if (this.#over) return;
    let start = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (this.#inside) {
        if (!this.#ends(code)) continue;
        this.#emit(this.#held + text.slice(start, this.#opened ? i + 1 : i));
        if (this.#opened) continue;
      }
      if (isSpace(code) || this.#state === 'after') {
        if (!isSpace(code)) return this.#outside(text.slice(i));
      } else if (this.#state === 'before') {
        if (code !== OPEN_BRACKET) return this.#outside(text.slice(i));
        this.#state = 'array';
      } else if (code === CLOSE_BRACKET) this.#state = 'after';
      else if (code !== COMMA) {
        this.#begin(code);
        start = i;
      }
    }
    if (!this.#inside) return;
    this.#held += text.slice(start);
    if (this.#held.length > this.#limit) {
      this.#over = true;
      this.#out({ kind: 'limit', limit: this.#limit, head: this.#held.slice(0, SHOWN) });
    }
  }

  end(): void {
    if (this.#over || this.#state === 'after') return;
    this.#over = true;
    if (this.#inside) this.#out({ kind: 'bad', raw: this.#held, why: 'the body ends inside an element' });
  }

  #begin(code: number): void {
    this.#inside = true;
    this.#held = '';
    this.#string = code === QUOTE;
    this.#escaped = false;
    this.#opened = code === OPEN_BRACE || code === OPEN_BRACKET;
    this.#depth = this.#opened ? 1 : 0;
  }

  /** Takes a character; true where the element ends with it or, where it is no container, before it. */
  #ends(code: number): boolean {
    if (this.#string) {
      if (this.#escaped) this.#escaped = false;
      else if (code === BACKSLASH) this.#escaped = true;
      else if (code === QUOTE) this.#string = false;
      return false;
    }
    if (code === QUOTE) this.#string = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (this.#depth === 0) return true;
      this.#depth -= 1;
      return this.#depth === 0;
    } else if (code === COMMA || isSpace(code)) return this.#depth === 0;
    return false;
  }

  #emit(text: string): void {
    this.#inside = false;
    this.#held = '';
    this.#out({ kind: 'line', text });
  }

  #outside(text: string): void {
    this.#over = true;
    this.#out({ kind: 'bad', raw: text.slice(0, SHOWN), why: 'text outside the JSON array' });
  }
}

/** Characters of what cannot be read that are kept. */
const SHOWN = 200;

function isSpace(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB;
}
