/**
 * Milliseconds on the machine's monotonic clock, the same in every thread and process. `performance.now()` reads the same
 * clock, but each thread counts from its own start, and the distance between two starts is known only by the wall clock.
 */
export function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
