import type { Stamp } from '../run/event.ts';

/**
 * The stamp that `encode.ts` splices in before the last brace of a received operation: `,"t":212.030,"c":1`, either
 * part alone where the other is null. In valid JSON these characters can only stand at the first level, because inside
 * a string their quotes would be escaped; so what is cut off is exactly what was put in.
 */
export function suffixOf(stamp: Stamp): string {
  const t = stamp.t === null ? '' : `,"t":${formatTime(stamp.t)}`;
  return stamp.c === null ? t : `${t},"c":${stamp.c}`;
}

/** Milliseconds with three decimals; never `-0.000`. */
function formatTime(t: number): string {
  const text = t.toFixed(3);
  return text === '-0.000' ? '0.000' : text;
}

export interface StampedText {
  stamp: Stamp;
  /** The line without its stamp: what was received. */
  text: string;
}

/**
 * Finds the stamp by walking back from the last brace, so a line without one costs two character comparisons. Null
 * where there is none.
 */
export function splitSuffix(line: string): StampedText | null {
  let brace = line.length - 1;
  while (brace > 0 && isSpace(line.charCodeAt(brace))) brace -= 1;
  if (line.charCodeAt(brace) !== 125 || !isDigit(line.charCodeAt(brace - 1))) return null;
  let at = brace;
  const stamp: Stamp = { t: null, c: null };
  const c = memberBefore(line, at, '"c":');
  if (c >= 0 && line.charCodeAt(c + 4) !== 45 && line.indexOf('.', c) < 0) {
    stamp.c = Number(line.slice(c + 4, at));
    at = withComma(line, c);
  }
  if (at === brace || line.charCodeAt(at) === 44) {
    const t = memberBefore(line, at, '"t":');
    if (t >= 0) {
      stamp.t = Number(line.slice(t + 4, at));
      at = withComma(line, t);
    }
  }
  if (Number.isNaN(stamp.t) || Number.isNaN(stamp.c)) return null;
  if (at === brace || !(line.charCodeAt(at) === 44 || line.slice(0, at).trim() === '{')) return null;
  return { stamp, text: line.slice(0, at) + line.slice(brace) };
}

/** The index of `key` where a plain number stands between it and `end`; -1 otherwise. */
function memberBefore(line: string, end: number, key: '"t":' | '"c":'): number {
  let at = end - 1;
  while (at > 0 && isNumeric(line.charCodeAt(at))) at -= 1;
  const start = at - key.length + 1;
  if (at === end - 1 || start < 1) return -1;
  return line.startsWith(key, start) ? start : -1;
}

function withComma(line: string, at: number): number {
  return line.charCodeAt(at - 1) === 44 ? at - 1 : at;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A digit, a point or a minus: what `formatTime` writes. */
function isNumeric(code: number): boolean {
  return isDigit(code) || code === 46 || code === 45;
}
