/** What `scanJson` tells, in the order of the text. Offsets are those of a value's first character. */
export interface ScanSink {
  open(type: 'object' | 'array', at: number): void;
  /** The key of the member whose value comes next, quotes included (see `stringAt`). Duplicates are told as they come. */
  key(at: number, end: number): void;
  leaf(type: 'string' | 'number' | 'boolean' | 'null', at: number): void;
  close(): void;
}

export interface ScanProblem {
  kind: 'syntax' | 'limit';
  message: string;
  offset: number;
}

/**
 * Reads one JSON value (RFC 8259) that begins at `from`, and tells its parts with their places, which `JSON.parse`
 * does not. Gives the index behind the value, or what is wrong with it.
 *
 * 1. It accepts exactly what `JSON.parse` accepts.
 * 2. Keys come in the order of the text, duplicates included.
 * 3. One pass without recursion: nesting over `maxDepth` is a problem of kind `limit`, never an exhausted stack.
 */
export function scanJson(text: string, from: number, sink: ScanSink, maxDepth: number): number | ScanProblem {
  /** True for an object; one entry for each open container. */
  const open: boolean[] = [];
  let at = skipSpace(text, from);
  for (;;) {
    // A value must begin here.
    let closed = true;
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (end < 0) return badString(text, -end - 1);
        sink.leaf('string', at);
        at = end;
        break;
      }
      case OPEN_BRACE:
      case OPEN_BRACKET: {
        if (open.length === maxDepth)
          return { kind: 'limit', message: `nested over ${maxDepth} levels`, offset: at };
        const isObject = text.charCodeAt(at) === OPEN_BRACE;
        sink.open(isObject ? 'object' : 'array', at);
        at = skipSpace(text, at + 1);
        if (text.charCodeAt(at) === (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
          sink.close();
          at += 1;
        } else {
          open.push(isObject);
          closed = false;
        }
        break;
      }
      default: {
        const type = literalAt(text, at);
        const end = type === null ? endOfNumber(text, at) : at + (text.charCodeAt(at) === LOWER_F ? 5 : 4);
        if (end < 0) return unexpected(text, -end - 1, 'a value');
        sink.leaf(type ?? 'number', at);
        at = end;
      }
    }
    // Close what ends here; then either the value is complete, or another member or item follows.
    while (closed) {
      const isObject = open.at(-1);
      if (isObject === undefined) return at;
      at = skipSpace(text, at);
      const code = text.charCodeAt(at);
      if (code === COMMA) {
        at = skipSpace(text, at + 1);
        closed = false;
      } else if (code === (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        sink.close();
        open.pop();
        at += 1;
      } else return unexpected(text, at, isObject ? '"," or "}"' : '"," or "]"');
    }
    if (open.at(-1) === true) {
      if (text.charCodeAt(at) !== QUOTE) return unexpected(text, at, 'a key in quotes');
      const end = endOfString(text, at);
      if (end < 0) return badString(text, -end - 1);
      sink.key(at, end);
      at = skipSpace(text, end);
      if (text.charCodeAt(at) !== COLON) return unexpected(text, at, '":"');
      at = skipSpace(text, at + 1);
    }
  }
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

/** The string between two quotes: `at` is that of the first, `end` is behind the last. */
export function stringAt(text: string, at: number, end: number): string {
  const inner = text.slice(at + 1, end - 1);
  return inner.includes('\\') ? String(JSON.parse(`"${inner}"`)) : inner;
}

/** The index behind the string that opens at `from`, or -1 - the index of what is wrong. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 32) return -1 - at;
    if (code !== BACKSLASH) continue;
    at += 1;
    const escape = text.charAt(at);
    if (escape === 'u') {
      for (let digit = 1; digit <= 4; digit++) if (!isHex(text.charCodeAt(at + digit))) return -1 - at;
      at += 4;
    } else if (escape === '' || !'"\\/bfnrt'.includes(escape)) return -1 - at;
  }
  return -1 - text.length;
}

/** The index behind the number that begins at `from`, or -1 - the index of what is wrong. */
export function endOfNumber(text: string, from: number): number {
  let at = from;
  if (text.charCodeAt(at) === MINUS) at += 1;
  if (text.charCodeAt(at) === ZERO) at += 1;
  else {
    const digits = skipDigits(text, at);
    if (digits === at) return -1 - at;
    at = digits;
  }
  if (text.charCodeAt(at) === DOT) {
    const digits = skipDigits(text, at + 1);
    if (digits === at + 1) return -1 - digits;
    at = digits;
  }
  const e = text.charCodeAt(at);
  if (e === 101 || e === 69) {
    const sign = text.charCodeAt(at + 1);
    const first = sign === MINUS || sign === PLUS ? at + 2 : at + 1;
    const digits = skipDigits(text, first);
    if (digits === first) return -1 - digits;
    at = digits;
  }
  return at;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code >= ZERO && code <= 57)) return at;
    at += 1;
  }
}

function literalAt(text: string, at: number): 'boolean' | 'null' | null {
  if (text.startsWith('true', at) || text.startsWith('false', at)) return 'boolean';
  return text.startsWith('null', at) ? 'null' : null;
}

function isHex(code: number): boolean {
  return (code >= ZERO && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function badString(text: string, offset: number): ScanProblem {
  if (offset >= text.length) return { kind: 'syntax', message: 'the text ends inside a string', offset };
  const what = text.charCodeAt(offset) < 32 ? 'a control character' : 'an escape that JSON does not have';
  return { kind: 'syntax', message: `${what} in a string at offset ${offset}`, offset };
}

function unexpected(text: string, offset: number, expected: string): ScanProblem {
  const found = offset < text.length ? JSON.stringify(text.charAt(offset)) : 'the end of the text';
  return { kind: 'syntax', message: `${expected} was expected at offset ${offset}, not ${found}`, offset };
}

const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const LOWER_F = 102;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
