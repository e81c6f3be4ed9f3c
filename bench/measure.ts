import type { Options } from './report.ts';

/**
 * Medians of several works in milliseconds, once they are warm. They are timed in turn, so that what else the machine
 * does falls on all of them alike.
 */
export function medians(works: readonly (() => unknown)[], { runs, smoke }: Options): number[] {
  // The results of warming up stay alive: a collection that finds no object of a class left drops its compiled code too.
  const alive: unknown[] = [];
  for (const [i, work] of works.entries()) {
    // By time, not by count: small work takes many runs to be compiled.
    const warm = performance.now() + (smoke ? 0 : WARM_UP);
    do alive[i] = work();
    while (performance.now() < warm);
  }
  const times = works.map((): number[] => []);
  const enough = performance.now() + (smoke ? 0 : ENOUGH * works.length);
  for (let run = 0; run < runs || performance.now() < enough; run++) {
    for (const [i, work] of works.entries()) {
      collect();
      const start = performance.now();
      work();
      times[i]?.push(performance.now() - start);
    }
  }
  if (alive.length !== works.length) throw new Error('bench: what was measured is gone');
  return times.map((each) => quantile(each, 0.5));
}

/** Milliseconds. */
const WARM_UP = 500;
/** Milliseconds for each work at least, so that a median of few milliseconds is not that of one slice of the scheduler. */
const ENOUGH = 400;

export function quantile(values: readonly number[], q: number): number {
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
