import { TextAround, type Beginning } from './text-around.ts';
import { hexValue, isNumeric, isSpace, unescaped } from './text-characters.ts';
import { Frame } from './text-frame.ts';
import type { TextPlace, TextProblem, TextSink } from './text-sink.ts';
import { TextToken } from './text-token.ts';

/** Nesting beyond this ends the document, as it ends a run. */
export const DEPTH_LIMIT = 512;
/** UTF-16 units of one string or number, the same as the limit of a line: what is longer is no answer but a fault. */
export const TOKEN_LIMIT = 16 * 1024 * 1024;

const AROUND = 0;
const VALUE = 1;
const FIRST_ITEM = 2;
const FIRST_KEY = 3;
const NEXT_KEY = 4;
const COLON = 5;
const AFTER = 6;
const STRING = 7;
const ESCAPE = 8;
const HEX = 9;
const NUMBER = 10;
const LITERAL = 11;
const BROKEN = 12;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON_SIGN = 0x3a;
const ARRAY_OPENS = 0x5b;
const BACKSLASH = 0x5c;
const ARRAY_CLOSES = 0x5d;
const OBJECT_OPENS = 0x7b;
const OBJECT_CLOSES = 0x7d;

const NUMBER_GRAMMAR = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * An incremental parser of JSON text (RFC 8259), for text that arrives in pieces cut anywhere: inside an escape, a
 * surrogate pair, a number, a literal. It tells a sink when containers open, strings grow, leaves are complete and
 * containers close, each as soon as the text settles it. It reads every unit once and keeps nothing but the open
 * containers, their keys and the token that is being read.
 *
 * Invariants, which the tests name:
 *
 *  1. The result is the same for every cut; only how `grow` divides a string depends on it.
 *  2. A string only grows, and its pieces are the start of its leaf's value. No piece ends in half of a pair.
 *  3. A literal is told once, with its last letter. A number is told once, with what ends it: inside a container a
 *     delimiter, at the root white space or the end of the text.
 *  4. The source of a leaf is the text as received.
 *  5. Keys are told in the order received, integer-like keys and `__proto__` included.
 *  6. A duplicate key is told, and the later value stands, as with `JSON.parse`.
 *  7. A lone surrogate is told and kept.
 *  8. The 513th level of nesting is told and ends the document.
 *  9. Prose, Markdown fences and further documents are told; each document has its number.
 * 10. A text that ends early leaves the document open, with what was complete.
 * 11. A text is accepted (one document, closed, and no problem but those of 6 and 7) exactly where the grammar accepts
 *     it, a leading byte order mark aside, which RFC 8259 §8.1 lets a parser ignore.
 */
export class TextToOps implements TextPlace {
  readonly #sink: TextSink;
  readonly #around: TextAround;
  readonly #token = new TextToken();
  #state = AROUND;
  #frame: Frame;
  #depth = 0;
  #documents = 0;
  #type: Beginning = 'none';
  #ended = false;
  /** Units in the pieces before this one, and units read of this one. */
  #base = 0;
  #index = 0;
  /** Offset at which the string or number began. */
  #mark = 0;
  #isKey = false;
  #hex = 0;
  #hexLeft = 0;
  #literal = '';
  #matched = 0;

  /** `root` is the pointer of the documents' root, for a text that is part of a larger document. */
  constructor(sink: TextSink, root = '') {
    this.#sink = sink;
    this.#frame = new Frame(null, root);
    this.#around = new TextAround((kind, offset) => {
      this.#tell(kind, kind === 'prose' ? 'text outside the JSON, skipped' : 'a Markdown code fence', offset);
    });
  }

  get pointer(): string {
    return this.#frame.place();
  }

  get name(): string | number | null {
    if (this.#depth === 0) return null;
    return this.#frame.array ? this.#frame.index : this.#frame.key;
  }

  get depth(): number {
    return this.#depth;
  }

  get document(): number {
    return Math.max(0, this.#documents - 1);
  }

  get offset(): number {
    return this.#base + this.#index;
  }

  /** Whether a document was begun and has not been closed. */
  get open(): boolean {
    return this.#state !== AROUND;
  }

  /** Number of documents begun so far. */
  get documents(): number {
    return this.#documents;
  }

  /** Reads the next piece. A piece after the end is the caller's mistake, and throws. */
  push(text: string): void {
    if (this.#ended) throw new Error('a piece of text after its end');
    let i = 0;
    while (i < text.length && this.#state !== BROKEN) {
      i = this.#state === AROUND ? this.#readAround(text, i) : this.#readDocument(text, i);
    }
    this.#base += text.length;
    this.#index = 0;
  }

  /** The end of the text: completes a number at the root, and tells what is missing. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#state === AROUND) {
      if (this.#around.end() === 'word') this.#word();
      if (this.#documents === 0) this.#tell('no document', 'the text holds no JSON document', this.offset);
    } else if (this.#state !== BROKEN) {
      this.#tell('truncated', 'the text ends inside the document', this.offset);
    }
  }

  #readAround(text: string, from: number): number {
    const around = this.#around;
    const type = around.scan(text, from, this.#base);
    this.#index = around.next;
    if (type === 'word') {
      this.#word();
    } else if (type !== 'none') {
      this.#begin(type);
      this.#state = type === 'string' ? VALUE : this.#open(type === 'array');
    }
    return around.next;
  }

  #begin(type: Beginning): void {
    this.#documents++;
    this.#type = type;
    if (this.#documents > 1)
      this.#tell('another document', `document ${this.#documents} of this text begins`, this.#around.mark);
  }

  #word(): void {
    const { word } = this.#around;
    this.#begin('word');
    this.#sink.leaf(
      word === 'null' ? null : word === 'true' || (word === 'false' ? false : Number(word)),
      word,
      this,
    );
    this.#around.documentEnded('word');
  }

  /** Reads inside a document, to its end or to the end of the piece; returns the index at which to read on. */
  #readDocument(text: string, from: number): number {
    const n = text.length;
    let i = from;
    let state = this.#state;
    // Where the token begins in this piece, and where the text since its latest escape does.
    let start = 0;
    let run = 0;
    while (i < n) {
      let c = text.charCodeAt(i);
      switch (state) {
        case STRING:
          while (c !== QUOTE && c !== BACKSLASH && c >= 0x20 && ++i < n) c = text.charCodeAt(i);
          if (i === n) break;
          if (c === QUOTE) {
            this.#token.endString(text.slice(start, i + 1), text.slice(run, i));
            this.#index = ++i;
            state = this.#endString();
          } else if (c === BACKSLASH) {
            this.#token.escape(text.slice(run, i));
            state = ESCAPE;
            run = ++i;
          } else {
            state = this.#breakString(text, start, run, i, `${shown(text, i)} in a string must be escaped`);
          }
          break;
        case AFTER:
          i++;
          if (c === COMMA) {
            if (this.#frame.array) {
              this.#frame.index++;
              state = VALUE;
            } else {
              this.#frame.key = null;
              state = NEXT_KEY;
            }
          } else if (c === (this.#frame.array ? ARRAY_CLOSES : OBJECT_CLOSES)) {
            this.#index = i;
            state = this.#close();
          } else if (!isSpace(c)) {
            state = this.#break(i - 1, `expected a comma or the closing bracket, not ${shown(text, i - 1)}`);
          }
          break;
        case FIRST_KEY:
        case NEXT_KEY:
          i++;
          if (c === QUOTE) {
            this.#startToken(i - 1, true);
            start = i - 1;
            run = i;
            state = STRING;
          } else if (c === OBJECT_CLOSES && state === FIRST_KEY) {
            this.#index = i;
            state = this.#close();
          } else if (!isSpace(c)) {
            state = this.#break(i - 1, `expected a key in quotes, not ${shown(text, i - 1)}`);
          }
          break;
        case COLON:
          i++;
          if (c === COLON_SIGN) state = VALUE;
          else if (!isSpace(c))
            state = this.#break(i - 1, `expected a colon after the key, not ${shown(text, i - 1)}`);
          break;
        case FIRST_ITEM:
        case VALUE:
          i++;
          if (c === QUOTE) {
            this.#startToken(i - 1, false);
            start = i - 1;
            run = i;
            state = STRING;
          } else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) {
            this.#startToken(i - 1, false);
            start = i - 1;
            state = NUMBER;
          } else if (c === OBJECT_OPENS || c === ARRAY_OPENS) {
            this.#index = i;
            state = this.#open(c === ARRAY_OPENS);
          } else if (c === 0x74 || c === 0x66 || c === 0x6e) {
            this.#literal = c === 0x74 ? 'true' : c === 0x66 ? 'false' : 'null';
            this.#matched = 1;
            state = LITERAL;
          } else if (c === ARRAY_CLOSES && state === FIRST_ITEM) {
            this.#index = i;
            state = this.#close();
          } else if (!isSpace(c)) {
            state = this.#break(i - 1, `expected a value, not ${shown(text, i - 1)}`);
          }
          break;
        case NUMBER:
          while (isNumeric(c) && ++i < n) c = text.charCodeAt(i);
          if (i < n) {
            this.#index = i;
            state = this.#endNumber(this.#token.endNumber(text.slice(start, i)));
          }
          break;
        case LITERAL:
          if (c !== this.#literal.charCodeAt(this.#matched)) {
            state = this.#break(i, `expected ${this.#literal}, not ${shown(text, i)}`);
            break;
          }
          this.#index = ++i;
          if (++this.#matched === this.#literal.length) {
            this.#sink.leaf(this.#literal === 'null' ? null : this.#literal === 'true', this.#literal, this);
            state = AFTER;
          }
          break;
        case ESCAPE: {
          const plain = unescaped(c);
          if (c === 0x75) {
            state = HEX;
            this.#hex = 0;
            this.#hexLeft = 4;
          } else if (plain === '') {
            state = this.#breakString(text, start, i, i, `${shown(text, i)} after a backslash is no escape`);
            break;
          } else {
            this.#token.unescape(plain);
            state = STRING;
          }
          run = ++i;
          break;
        }
        case HEX: {
          const digit = hexValue(c);
          if (digit < 0) {
            state = this.#breakString(
              text,
              start,
              i,
              i,
              `expected four hexadecimal digits, not ${shown(text, i)}`,
            );
            break;
          }
          this.#hex = this.#hex * 16 + digit;
          run = ++i;
          if (--this.#hexLeft > 0) break;
          this.#token.unescape(String.fromCharCode(this.#hex));
          state = STRING;
          break;
        }
        default:
          this.#state = state;
          return i;
      }
    }
    this.#index = n;
    if (state >= STRING && state <= NUMBER) state = this.#suspend(text, start, run, n, state);
    this.#state = state;
    return n;
  }

  #startToken(i: number, isKey: boolean): void {
    this.#mark = this.#base + i;
    this.#isKey = isKey;
    this.#token.start();
  }

  /** The quote that ends a string has been read; returns the next state. */
  #endString(): number {
    const { source, value } = this.#token;
    if (source.length > TOKEN_LIMIT) return this.#tooLong();
    if (this.#isKey) {
      if (!this.#frame.take(value))
        this.#tell('duplicate key', 'the object has this key already; the later value stands', this.offset);
    }
    if (!value.isWellFormed())
      this.#tell('lone surrogate', 'half of a surrogate pair stands alone', this.offset);
    if (this.#isKey) return COLON;
    this.#sink.leaf(value, source, this);
    return this.#afterValue();
  }

  #endNumber(source: string): number {
    if (source.length > TOKEN_LIMIT) return this.#tooLong();
    if (!NUMBER_GRAMMAR.test(source)) return this.#break(this.#mark - this.#base, 'not a number of JSON');
    this.#sink.leaf(Number(source), source, this);
    return AFTER;
  }

  /** The piece ends within a token; returns the next state. */
  #suspend(text: string, start: number, run: number, end: number, state: number): number {
    const length = this.#token.suspend(text.slice(start, end));
    if (length > TOKEN_LIMIT) return this.#tooLong();
    if (state === NUMBER) return state;
    const growth = this.#token.growth(text.slice(run, end));
    if (growth !== null && !this.#isKey) this.#sink.grow(growth, this);
    return state;
  }

  #open(array: boolean): number {
    if (this.#depth === DEPTH_LIMIT) {
      return this.#fail('depth', `more than ${DEPTH_LIMIT} levels of nesting`, this.offset - 1);
    }
    this.#sink.open(array ? 'array' : 'object', this);
    this.#frame = this.#frame.open(array);
    this.#depth++;
    return array ? FIRST_ITEM : FIRST_KEY;
  }

  #close(): number {
    this.#frame = this.#frame.parent ?? this.#frame;
    this.#depth--;
    this.#sink.close(this);
    return this.#afterValue();
  }

  #afterValue(): number {
    if (this.#depth > 0) return AFTER;
    this.#around.documentEnded(this.#type);
    return AROUND;
  }

  /** What had been read of the string is told before it breaks, so that no cut tells more than another. */
  #breakString(text: string, start: number, run: number, i: number, message: string): number {
    this.#index = i;
    const state = this.#suspend(text, start, run, i, STRING);
    return state === BROKEN ? state : this.#break(i, message);
  }

  #break(i: number, message: string): number {
    return this.#fail('syntax', message, this.#base + i);
  }

  #tooLong(): number {
    return this.#fail('limit', `a string or number of more than ${TOKEN_LIMIT} characters`, this.#mark);
  }

  #fail(kind: TextProblem['kind'], message: string, offset: number): number {
    this.#tell(kind, message, offset);
    return BROKEN;
  }

  #tell(kind: TextProblem['kind'], message: string, offset: number): void {
    this.#sink.problem({ kind, message, pointer: this.pointer, document: this.document, offset });
  }
}

/** One unit of text as a person can read it, also where it is a control character or half of a pair. */
function shown(text: string, i: number): string {
  return JSON.stringify(text.charAt(i));
}
