/** One word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A string of Python. JSON's escapes mean the same there, but Python reads a bare U+007F and above as they are and has
 * no surrogates in its source: half of a pair is escaped by `JSON.stringify` already.
 */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** A JSON value as Python writes it. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return JSON.stringify(value);
  if (typeof value === 'string') return pythonString(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  const members = Object.entries(value).map(([name, one]) => `${pythonString(name)}: ${pythonValue(one)}`);
  return `{${members.join(', ')}}`;
}

/** A string of TypeScript. U+2028 and U+2029 may stand in one since ES2019, but not every editor knows. */
export function scriptString(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
