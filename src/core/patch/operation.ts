/** A JSON value as `JSON.parse` gives it. Order of keys and spelling of numbers are kept elsewhere, as source text. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/**
 * One operation of a patch stream: the six of RFC 6902 §4, and `append`, which the wild adds for growing strings.
 * Members beyond these are allowed and ignored (RFC 6902 §4).
 */
export type Operation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: JsonValue }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string }
  | { op: 'append'; path: string; value: string };

/** Why an operation is malformed or could not be applied; `kind` is for programs, `message` for people. */
export interface PatchError {
  kind: 'malformed' | 'pointer' | 'missing' | 'index' | 'type' | 'test' | 'prefix' | 'limit';
  message: string;
}
