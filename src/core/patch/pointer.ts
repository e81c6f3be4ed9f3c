import type { PatchError } from './operation.ts';
import { problem } from './problem.ts';

/**
 * The reference tokens of a JSON Pointer (RFC 6901), unescaped. Strict: a pointer is empty or begins with `/`, and `~`
 * stands only before `0` or `1`. The URI fragment form (`#/a`) is not a pointer here.
 */
export function parsePointer(text: string): string[] | PatchError {
  if (text === '') return [];
  if (!text.startsWith('/'))
    return problem('pointer', `${quote(text)} is no JSON Pointer: it must be empty or begin with "/"`);
  const raw = text.slice(1).split('/');
  if (!text.includes('~')) return raw;
  const tokens: string[] = [];
  for (const token of raw) {
    const plain = unescapeToken(token);
    if (plain === null) return badEscape(text);
    tokens.push(plain);
  }
  return tokens;
}

export function formatPointer(tokens: readonly string[]): string {
  let text = '';
  for (const token of tokens) text += `/${escapeToken(token)}`;
  return text;
}

export function escapeToken(token: string): string {
  // `~` first, or the `~` of `~1` would be escaped again (RFC 6901 §3).
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
}

/** The token without its escapes, or null where `~` is not followed by `0` or `1`. */
export function unescapeToken(token: string): string | null {
  if (!token.includes('~')) return token;
  if (/~(?![01])/.test(token)) return null;
  // `~1` first, or `~01` would become `/` (RFC 6901 §4).
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

export function badEscape(pointer: string): PatchError {
  return problem('pointer', `${quote(pointer)} is no JSON Pointer: "~" must be followed by "0" or "1"`);
}

/**
 * The array index that a token spells between `from` and the end of `text`: digits without leading zeros (RFC 6901 §4).
 * -1 where it spells none. Reads the pointer in place, since this is done once for each operation on an array.
 */
export function indexIn(text: string, from: number, to: number): number {
  // Fifteen digits stay exact as a double; no array is that long.
  if (to === from || to - from > 15) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return to - from > 1 && text.charCodeAt(from) === 48 ? -1 : value;
}

/** Pointers and tokens in messages: quoted, and cut where they are so long that they would hide the message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 197)}...` : text);
}
