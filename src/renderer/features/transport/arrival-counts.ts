/**
 * How many events arrived in each of `columns` equal parts of 0 to `whole` milliseconds; every event up to `whole` is
 * in exactly one. O(columns × log events).
 */
export function arrivalCounts(
  indexAtTime: (ms: number) => number,
  whole: number,
  columns: number,
): Uint32Array {
  const counts = new Uint32Array(Math.max(0, columns));
  let before = 0;
  for (let i = 0; i < columns; i++) {
    const until = indexAtTime(((i + 1) / columns) * whole) + 1;
    counts[i] = Math.max(0, until - before);
    before = Math.max(before, until);
  }
  return counts;
}
