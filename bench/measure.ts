/** Median of `runs` runs in milliseconds, once it is warm: small work takes many runs to be compiled. */
export function median(runs: number, work: () => unknown): number {
  const warm = performance.now() + WARM_UP;
  do work();
  while (performance.now() < warm);
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    collect();
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return quantile(times, 0.5);
}

/** Milliseconds. */
const WARM_UP = 500;

export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** Bytes that `work`'s result holds on to, typed arrays included. */
export function heldBytes<T>(work: () => T): { result: T; bytes: number } {
  const before = heap();
  const result = work();
  return { result, bytes: heap() - before };
}

function heap(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error('run with node --expose-gc');
  // Twice: typed arrays are freed by the collection after the one that finds them dead.
  globalThis.gc();
  globalThis.gc();
}
