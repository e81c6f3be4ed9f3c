/**
 * Work that goes through the whole of a run, in steps of a few milliseconds, so that a window may paint between two of
 * them. What it comes to is what the generator returns.
 */
export type Steps<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
