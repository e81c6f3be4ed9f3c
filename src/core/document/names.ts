import { stringAt } from '../json/scan-json.ts';

/**
 * Every key of the document once, as a small integer. A Map, so that `__proto__`, the empty key and keys that look like
 * integers are keys like any other.
 */
export class Names {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  /** By id, the id that followed it the last time: items of a stream repeat their keys in the same order. */
  readonly #next: number[] = [];
  #previous = 0;
  /** What was found last: a stream that replaces one member of many objects spells it anew each time. */
  #found = 0;

  text(id: number): string {
    return this.#texts[id] ?? '';
  }

  /** The id of a key, or -1 where no key of that name was ever seen. */
  find(text: string): number {
    if (text === this.#texts[this.#found]) return this.#found;
    const id = this.#ids.get(text);
    if (id === undefined) return -1;
    this.#found = id;
    return id;
  }

  intern(text: string): number {
    const known = this.#ids.get(text);
    const id = known ?? this.#texts.length;
    if (known === undefined) {
      this.#ids.set(text, id);
      this.#texts.push(text);
      this.#next.push(0);
    }
    // A key with `~` is spelled otherwise in a pointer.
    this.#next[this.#previous] = text.includes('~') ? -1 : id;
    this.#previous = id;
    return id;
  }

  /** As `intern`, for the key in quotes at [at, end) of a JSON text. */
  read(text: string, at: number, end: number): number {
    const expected = this.#next[this.#previous];
    const inner = text.slice(at + 1, end - 1);
    if (expected !== undefined && expected >= 0 && this.#texts[expected] === inner && !inner.includes('\\')) {
      this.#previous = expected;
      return expected;
    }
    return this.intern(stringAt(text, at, end));
  }

  /**
   * The id of the key that `path` ends with from `from` on, if it is the one that followed the last key before; else
   * -1. Saves cutting the key out and hashing it.
   */
  expect(path: string, from: number): number {
    const id = this.#next[this.#previous];
    const text = id === undefined ? undefined : this.#texts[id];
    if (id === undefined || text === undefined || text.length !== path.length - from) return -1;
    if (path.slice(from) !== text) return -1;
    this.#previous = id;
    return id;
  }
}
