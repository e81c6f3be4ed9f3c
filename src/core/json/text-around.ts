import { isSpace } from './text-characters.ts';

/** Where a document begins: behind its bracket, at its quote, or as a whole bare word (a number or a literal). */
export type Beginning = 'none' | 'object' | 'array' | 'string' | 'word';

const CLEAN = 0;
const AFTER = 1;
const PROSE = 2;
const BRACKET = 3;
const WORD = 4;
const TICKS = 5;
const INFO = 6;
const INFO_REST = 7;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
const TICK = 0x60;
const BYTE_ORDER_MARK = 0xfeff;

const WORD_CHARACTER = /[\w.+-]/;
const SCALAR = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
/** Fences that hold JSON; in any other, only what looks like a document counts as one. */
const JSON_FENCE = /^(?:json\w*|ndjson|)$/i;
/** Longer than the name of any language: what goes on is no name of ours. */
const INFO_LIMIT = 32;

/**
 * Finds where documents begin in a text that may hold more than JSON: a model's prose, Markdown fences, several
 * documents.
 *
 * - At the start of the text and of a JSON fence, any JSON value is a document. A bare word is one only if white space,
 *   the fence or the end follows: `3 items` begins with a document, `3.` and `nullable` do not.
 * - Right after a document, a container of the same type is another one (JSON Lines).
 * - Everywhere else a bracket must look like the start of JSON with its next character, or a footnote (`[1]`), a task
 *   (`[ ]`) and a set in braces would each replace the document: `{` before `"` or `}`, `[` before `{`, `[` or `"`
 *   and not right after a word, as a subscript is. Such a document opens with that next character.
 */
export class TextAround {
  readonly #report: (kind: 'prose' | 'fence', offset: number) => void;
  #state = CLEAN;
  /** Whether this stretch of prose has been told. */
  #told = false;
  #fenced = false;
  #ticks = 0;
  #info = '';
  #bracket = 0;
  /** Opening bracket of the latest document, or 0. */
  #previous = 0;
  /** The latest character that was looked at here, white space included. */
  #before = '';

  /** Offset in the whole text of the bracket, word or fence that is being looked at, or at which a document begins. */
  mark = 0;
  /** The bare word, once `scan` or `end` has said `word`. */
  word = '';
  /** Index in the piece at which to read on. */
  next = 0;

  constructor(report: (kind: 'prose' | 'fence', offset: number) => void) {
    this.#report = report;
  }

  /** Looks for a beginning in `text` from index `from`; `base` is the offset of the piece in the whole text. */
  scan(text: string, from: number, base: number): Beginning {
    let i = from;
    while (i < text.length) {
      const c = text.charCodeAt(i);
      switch (this.#state) {
        case CLEAN:
        case AFTER:
        case PROSE:
          if (!isSpace(c) && !(c === BYTE_ORDER_MARK && base + i === 0)) {
            this.mark = base + i;
            if (c === QUOTE && this.#state === CLEAN) return this.#begin('string', i);
            if (c === ARRAY && this.#takes(c)) return this.#begin('array', i + 1);
            if (c === OBJECT && this.#takes(c)) return this.#begin('object', i + 1);
            this.#look(c, text.charAt(i));
          }
          this.#before = text.charAt(i++);
          break;
        case BRACKET:
          if (isSpace(c)) i++;
          else if (this.#bracket === OBJECT && (c === QUOTE || c === 0x7d)) return this.#begin('object', i);
          else if (this.#bracket === ARRAY && (c === QUOTE || c === OBJECT || c === ARRAY))
            return this.#begin('array', i);
          else this.#prose();
          break;
        case WORD:
          if (isSpace(c) || c === TICK) {
            if (this.#endWord()) return this.#begin('word', i);
          } else if (WORD_CHARACTER.test(text.charAt(i))) {
            this.word += text.charAt(i++);
          } else {
            this.#prose();
          }
          break;
        case TICKS:
          if (c === TICK) {
            this.#ticks++;
            i++;
          } else {
            this.#endTicks();
          }
          break;
        case INFO:
          if (WORD_CHARACTER.test(text.charAt(i)) && this.#info.length < INFO_LIMIT)
            this.#info += text.charAt(i++);
          else this.#state = INFO_REST;
          break;
        case INFO_REST:
          if (c === LF || c === CR || c === OBJECT || c === ARRAY)
            this.#state = JSON_FENCE.test(this.#info) ? CLEAN : PROSE;
          else i++;
          break;
      }
    }
    this.next = i;
    return 'none';
  }

  /** A document has ended, in a way that lets another one follow. */
  documentEnded(type: Beginning): void {
    this.#state = AFTER;
    this.#previous = type === 'object' ? OBJECT : type === 'array' ? ARRAY : 0;
  }

  /** The end of the text, which completes a bare word. */
  end(): Beginning {
    if (this.#state === WORD && this.#endWord()) return this.#begin('word', 0);
    if (this.#state === BRACKET) this.#prose();
    if (this.#state === TICKS) this.#endTicks();
    return 'none';
  }

  #begin(type: Beginning, next: number): Beginning {
    this.#told = false;
    this.next = next;
    return type;
  }

  /** Whether a bracket is a document without a look at what follows it. */
  #takes(bracket: number): boolean {
    return this.#state === CLEAN || (this.#state === AFTER && bracket === this.#previous);
  }

  #look(c: number, character: string): void {
    if (c === TICK) {
      this.#state = TICKS;
      this.#ticks = 1;
    } else if (c === OBJECT || (c === ARRAY && !WORD_CHARACTER.test(this.#before))) {
      this.#state = BRACKET;
      this.#bracket = c;
    } else if (this.#state === CLEAN && WORD_CHARACTER.test(character)) {
      this.#state = WORD;
      this.word = character;
    } else {
      this.#prose();
    }
  }

  #endWord(): boolean {
    if (SCALAR.test(this.word)) return true;
    this.#prose();
    return false;
  }

  /** Three or more ticks open a fence or close it (CommonMark §4.5); fewer are inline code, which is prose. */
  #endTicks(): void {
    if (this.#ticks < 3) {
      this.#prose();
      return;
    }
    this.#told = false;
    this.#fenced = !this.#fenced;
    if (this.#fenced) this.#report('fence', this.mark);
    this.#state = this.#fenced ? INFO : PROSE;
    this.#info = '';
  }

  #prose(): void {
    this.#state = PROSE;
    if (this.#told) return;
    this.#told = true;
    this.#report('prose', this.mark);
  }
}
