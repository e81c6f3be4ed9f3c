/** A line that may be a record of ours other than an operation; the usual line fails at its third character. */
export const RECORD = /^\s*\{\s*"\$"\s*:\s*"(\w+)"/;

/** Whether a run begins with this line. */
export function isHeaderLine(line: string): boolean {
  return RECORD.exec(line)?.[1] === 'patchcap';
}
