/** Reads the stamp as `encode.ts` writes it, and the last brace. */
export class StampReader {
  t: number | null = null;
  c: number | null = null;
  #at = 0;

  /** Gives the index behind the last brace, or -1 where there is something else or a number of another spelling. */
  read(text: string, from: number): number {
    this.t = null;
    this.c = null;
    if (text.charCodeAt(from) === CLOSE_BRACE) return from + 1;
    this.#at = from;
    if (this.#isMember(text, LOWER_T) && !this.#readTime(text)) return -1;
    if (this.#isMember(text, LOWER_C)) {
      const c = this.#readDigits(text);
      if (c < 0) return -1;
      this.c = c;
    }
    return text.charCodeAt(this.#at) === CLOSE_BRACE ? this.#at + 1 : -1;
  }

  #readTime(text: string): boolean {
    const whole = this.#readDigits(text);
    if (whole < 0) return false;
    this.t = whole;
    if (text.charCodeAt(this.#at) !== DOT) return true;
    const point = ++this.#at;
    const fraction = this.#readDigits(text);
    if (fraction < 0) return false;
    // Both operands are exact, so the quotient is the double nearest to the decimal, as `Number` would give.
    const scale = 10 ** (this.#at - point);
    this.t = (whole * scale + fraction) / scale;
    return true;
  }

  /** Steps over `,"x":` where it is there. */
  #isMember(text: string, letter: number): boolean {
    const at = this.#at;
    if (text.charCodeAt(at) !== COMMA || text.charCodeAt(at + 1) !== QUOTE) return false;
    if (text.charCodeAt(at + 2) !== letter || text.charCodeAt(at + 3) !== QUOTE) return false;
    if (text.charCodeAt(at + 4) !== COLON) return false;
    this.#at = at + 5;
    return true;
  }

  /** Up to seven digits, without leading zeros unless behind a point; -1 where there are none or more. */
  #readDigits(text: string): number {
    const from = this.#at;
    let value = 0;
    for (;;) {
      const digit = text.charCodeAt(this.#at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      this.#at += 1;
    }
    const digits = this.#at - from;
    const padded = digits > 1 && text.charCodeAt(from) === 48 && text.charCodeAt(from - 1) !== DOT;
    return digits === 0 || digits > 7 || padded ? -1 : value;
  }
}

const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const COLON = 58;
const LOWER_C = 99;
const LOWER_T = 116;
const CLOSE_BRACE = 125;
