/** A line that may be a record of ours other than an operation; the usual line fails at its third character. */
export const RECORD = /^\s*\{\s*"\$"\s*:\s*"(\w+)"/;

/** Whether a run begins with this line. */
export function isHeaderLine(line: string): boolean {
  // `{"o` begins an operation: a million of them are told apart without the expression.
  return line.charCodeAt(2) !== LOWER_O && RECORD.exec(line)?.[1] === 'patchcap';
}

const LOWER_O = 111;
