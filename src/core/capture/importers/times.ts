import { MILLISECONDS, type TimeUnit } from './format.ts';

/** Over these a number is wall time: milliseconds since 1970 (1e11 is 1973), or seconds since then (1e9 is 2001). */
const EPOCH_MS = 1e11;
const EPOCH_S = 1e9;

/**
 * Milliseconds of a number, or of a numeral in a string, that counts in `unit` unless it is so large that it can only
 * be wall time. Null for anything else.
 */
export function inMilliseconds(given: unknown, unit: TimeUnit): number | null {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  if (value > EPOCH_MS) return value;
  if (value > EPOCH_S) return value * 1000;
  return value * MILLISECONDS[unit];
}

/** True for a time that `inMilliseconds` gives as wall time. */
export function isWallTime(ms: number): boolean {
  return ms > EPOCH_MS;
}

/** Counts wall time from the first one that comes; other times pass. */
export class Origin {
  #first: number | null = null;

  relative(ms: number | null): number | null {
    if (ms === null || !isWallTime(ms)) return ms;
    this.#first ??= ms;
    return ms - this.#first;
  }
}

/**
 * Whether numbers without a unit were seconds rather than the milliseconds they were taken for: nobody streams a whole
 * run in less than this many milliseconds, and many a script writes `0.412`.
 */
const SHORTEST_RUN_MS = 20;

/** Times whose unit nobody named, watched for the note that asks about them. */
export class UnitDoubt {
  #doubtful = 0;
  #last = 0;
  #fractions = 0;

  see(ms: number): void {
    this.#doubtful += 1;
    this.#last = ms;
    if (!Number.isInteger(ms)) this.#fractions += 1;
  }

  note(): string | null {
    if (this.#doubtful < 2 || this.#fractions === 0 || this.#last >= SHORTEST_RUN_MS) return null;
    return `The times were taken for milliseconds, since nothing names their unit; a run of ${this.#last} ms would be very short. If they are seconds, say so (unit: s).`;
  }
}
