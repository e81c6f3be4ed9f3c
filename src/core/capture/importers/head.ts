/** How a file begins: enough to tell what it is. */
export interface FileHead {
  text: string;
  /** The lines that are not blank, without the last one where it was cut. */
  lines: readonly string[];
  /** The first line that is not blank; only its beginning where it is longer than the head. */
  first: string;
  /** A JSON document that goes on over the line's end: lines of it may look like something by themselves. */
  laidOut: boolean;
}

/**
 * Bytes that are looked at before a file is taken for anything. Always this many, or the whole file, so that what it is
 * taken for does not depend on how it came in pieces. A prompt or a table of contents before the stream fits in.
 */
export const HEAD_BYTES = 64 * 1024;

/** `whole`: the file ends here. */
export function fileHead(bytes: Uint8Array, whole: boolean): FileHead {
  // Not fatal: a character that the cut went through is of no interest here.
  const text = new TextDecoder('utf-8').decode(bytes);
  const all = text.split(/\r\n|\n|\r/);
  if (!whole) all.pop();
  const lines = all.filter((line) => line.trim() !== '');
  const first = lines[0] ?? text.trimStart();
  // An operation that is broken is one all the same.
  const opens = /^\ufeff?\s*[[{](?!\s*"op"\s*:)/.test(first);
  const laidOut = opens && lines.length > 0 && parsedLine(first) === undefined;
  return { text, lines, first, laidOut };
}

/** The parsed line, or undefined where it is no JSON. */
export function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
