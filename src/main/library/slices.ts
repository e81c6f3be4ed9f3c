/**
 * The items, at most `size` at a time. Between two slices the loop takes a turn, so that input, sockets and timers never
 * wait for more than one of them.
 */
export async function* slices<T>(items: Iterable<T>, size: number): AsyncGenerator<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (slice.length > 0) yield slice;
}
