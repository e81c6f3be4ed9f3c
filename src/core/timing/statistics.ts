import { quantile } from 'simple-statistics';

/** What is said of several numbers, never without how many there were. Milliseconds unless the caller says otherwise. */
export interface Summary {
  n: number;
  min: number;
  /** Quantiles interpolate linearly between neighbours (R's type 7). With few values p95 is close to `max`. */
  p50: number;
  p95: number;
  max: number;
  /** From the lower to the upper quartile: the middle half lies within it. 0 for a single value. */
  spread: number;
}

/** Null where there is nothing to summarise. */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const [min = 0, q1 = 0, p50 = 0, q3 = 0, p95 = 0, max = 0] = quantile(
    [...values],
    [0, 0.25, 0.5, 0.75, 0.95, 1],
  );
  return { n: values.length, min, p50, p95, max, spread: q3 - q1 };
}

export interface Histogram {
  n: number;
  /** Lower edge of the first bin, and the width of each; both round numbers, so that two histograms can be compared. */
  from: number;
  width: number;
  counts: number[];
}

/**
 * Counts per bin of equal, round width (1, 2 or 5 × 10ⁿ). The number of bins follows Sturges' rule, log2 n + 1, and
 * is at most `bins`; a value on an edge belongs to the bin above it.
 */
export function histogram(values: readonly number[], bins = 24): Histogram | null {
  const summary = summarise(values);
  if (summary === null) return null;
  const wanted = Math.max(1, Math.min(bins, Math.ceil(Math.log2(summary.n)) + 1));
  const width = roundWidth((summary.max - summary.min) / wanted);
  const from = Math.floor(summary.min / width) * width;
  const counts = Array.from({ length: Math.floor((summary.max - from) / width) + 1 }, () => 0);
  for (const value of values) {
    const bin = Math.floor((value - from) / width);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { n: summary.n, from, width, counts };
}

/** The least of 1, 2, 5 × 10ⁿ that is no less; 1 for no width at all. */
function roundWidth(width: number): number {
  if (width <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((step) => step * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}
