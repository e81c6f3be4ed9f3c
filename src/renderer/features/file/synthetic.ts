import type { CaptureEntry, SyntheticTimes } from '../../../bridge/contract.ts';

export type ReadTimes =
  | { ok: true; times: SyntheticTimes; first?: undefined; rate?: undefined }
  /** What is wrong with either field. */
  | { ok: false; first?: string; rate?: string };

/** What main takes (`bridge/validation.ts`): an hour to the first operation, ten minutes between two. */
const MOST_FIRST_MS = 3_600_000;
const LEAST_RATE = 1 / 600;
const MOST_RATE = 1_000_000;

/** The two fields of the form as times. */
export function timesOf(first: string, rate: string): ReadTimes {
  const [firstMs, perSecond] = [Number(first), Number(rate)];
  const isFirst = first.trim() !== '' && firstMs >= 0 && firstMs <= MOST_FIRST_MS;
  const isRate = rate.trim() !== '' && perSecond >= LEAST_RATE && perSecond <= MOST_RATE;
  if (isFirst && isRate) return { ok: true, times: { firstMs, stepMs: 1000 / perSecond } };
  return {
    ok: false,
    ...(!isFirst && { first: 'Milliseconds, 0 to 3,600,000' }),
    ...(!isRate && { rate: 'A number, at most 1,000,000' }),
  };
}

/** Operations a second of a recorded run; null where it has no times, or too few operations to have a pace. */
export function paceOf({ ops, durationMs, recording }: CaptureEntry): { rate: number } | null {
  if (recording || durationMs === null || durationMs <= 0 || ops < 2) return null;
  return { rate: Math.max(LEAST_RATE, Math.round((ops / durationMs) * 10_000) / 10) };
}
