/**
 * Reading members of JSON that somebody else wrote: a member of the wrong type counts as missing, so that an odd file
 * never breaks a reader that trusts its types. Own members alone, `__proto__` included.
 */
export type Members = object;

export function member(from: unknown, name: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  return Object.getOwnPropertyDescriptor(from, name)?.value;
}

export function stringOf(from: unknown, name: string): string | undefined {
  const value = member(from, name);
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(from: unknown, name: string): number | undefined {
  const value = member(from, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The members of an object whose values are strings. */
export function stringsOf(value: unknown): { [name: string]: string } {
  return pick(value, (one) => typeof one === 'string');
}

/** The members of an object whose values are numbers. */
export function numbersOf(value: unknown): { [name: string]: number } {
  return pick(value, (one) => typeof one === 'number');
}

function pick<T>(value: unknown, wanted: (one: unknown) => one is T): { [name: string]: T } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value).filter((entry): entry is [string, T] => wanted(entry[1]));
  return Object.fromEntries(entries);
}
