import { endOfNumber, skipSpace, stringAt } from './scan-json.ts';

/**
 * Where the `value` of an operation begins in the text that the operation came in; -1 where it has none. The text is
 * the operation itself, with or without our stamp, or an object that holds it as `op`. It must have passed
 * `JSON.parse`, so nothing is validated. Of duplicate members the last counts, as with `JSON.parse`.
 *
 * O(length of the text), and called for what is looked at, not for each operation.
 */
export function locateValue(text: string, from = 0): number {
  let value = -1;
  let op = -1;
  let at = skipSpace(text, skipSpace(text, from) + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const end = skipString(text, at);
    const start = skipSpace(text, skipSpace(text, end) + 1);
    if (isKey(text, at, end, '"value"')) value = start;
    else if (isKey(text, at, end, '"op"')) op = start;
    at = afterComma(text, skipValue(text, start));
  }
  return op >= 0 && text.charCodeAt(op) === OPEN_BRACE ? locateValue(text, op) : value;
}

/** Whether the key between `at` and `end` is the one that `quoted` spells, with or without escapes. */
function isKey(text: string, at: number, end: number, quoted: string): boolean {
  if (end - at === quoted.length) return text.startsWith(quoted, at);
  // An escape makes a key longer, never shorter.
  return end - at > quoted.length && JSON.stringify(stringAt(text, at, end)) === quoted;
}

/**
 * Where each operation of a batch begins: the items of the array that the text is, or of the first array of `count`
 * items among the members of the object that it is. Null where there is none.
 */
export function locateOperations(text: string, count: number): number[] | null {
  const at = skipSpace(text, 0);
  const candidates = text.charCodeAt(at) === OPEN_BRACE ? memberValues(text, at) : [at];
  for (const candidate of candidates) {
    if (text.charCodeAt(candidate) !== OPEN_BRACKET) continue;
    const found = items(text, candidate);
    if (found.length === count) return found;
  }
  return null;
}

/** The source of the leaf that begins at `at`. */
export function leafSource(text: string, at: number): string {
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return text.slice(at, skipString(text, at));
    case LOWER_F:
      return 'false';
    case LOWER_T:
      return 'true';
    case LOWER_N:
      return 'null';
    default:
      return text.slice(at, Math.max(at, endOfNumber(text, at)));
  }
}

function memberValues(text: string, from: number): number[] {
  const found = [];
  let at = skipSpace(text, from + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const start = skipSpace(text, skipSpace(text, skipString(text, at)) + 1);
    found.push(start);
    at = afterComma(text, skipValue(text, start));
  }
  return found;
}

function items(text: string, from: number): number[] {
  const found = [];
  let at = skipSpace(text, from + 1);
  while (at < text.length && text.charCodeAt(at) !== CLOSE_BRACKET) {
    found.push(at);
    at = afterComma(text, skipValue(text, at));
  }
  return found;
}

function afterComma(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.charCodeAt(at) === COMMA ? skipSpace(text, at + 1) : at;
}

function skipValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) return at;
    at += 1;
  }
  return at;
}

/** The index behind the string that opens at `from`. Native search, since strings may be megabytes long. */
function skipString(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_T = 116;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
