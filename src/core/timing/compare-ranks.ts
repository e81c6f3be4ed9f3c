import { cumulativeStdNormalProbability, wilcoxonRankSum } from 'simple-statistics';

/**
 * The two-sided Mann–Whitney test: how likely two samples would lie at least this far apart if both came from one
 * distribution. It looks at ranks alone, so one slow run cannot decide it. Exact up to 30 values, counting every way
 * in which the pooled ranks (midranks where values are equal) could have been dealt out; beyond, the normal
 * approximation with the correction for ties. Null where a sample is empty.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number | null {
  if (a.length === 0 || b.length === 0) return null;
  const n = a.length + b.length;
  // With as many ties as values no way of dealing differs from another.
  if (new Set([...a, ...b]).size === 1) return 1;
  const rankSum = wilcoxonRankSum([...a], [...b]);
  const centre = (a.length * (n + 1)) / 2;
  const distance = Math.abs(rankSum - centre);
  if (n <= 30) return exactly(midranks([...a, ...b]), a.length, centre, distance);
  const ties = tieSizes([...a, ...b]).reduce((sum, size) => sum + size ** 3 - size, 0);
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  const z = Math.max(0, distance - 0.5) / Math.sqrt(variance);
  return Math.min(1, 2 * (1 - cumulativeStdNormalProbability(z)));
}

/** The smallest p that samples of these sizes can give: with 3 and 3 runs 0.1, so nothing can be shown. */
export function leastP(a: number, b: number): number {
  let ways = 1;
  for (let i = 1; i <= a; i++) ways = (ways * (b + i)) / i;
  return Math.min(1, 2 / ways);
}

/** Counts subsets of `size` ranks by their sum. Ranks are doubled, so that midranks are whole. */
function exactly(ranks: readonly number[], size: number, centre: number, distance: number): number {
  const doubled = ranks.map((rank) => Math.round(rank * 2));
  const most = doubled.reduce((sum, rank) => sum + rank, 0);
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  const [none] = counts;
  if (none !== undefined) none[0] = 1;
  for (const rank of doubled) {
    for (let k = size; k >= 1; k--) {
      const [from, to] = [counts[k - 1], counts[k]];
      if (from === undefined || to === undefined) continue;
      for (let sum = most; sum >= rank; sum--) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  let [all, far] = [0, 0];
  for (const [sum, count] of (counts[size] ?? new Float64Array()).entries()) {
    all += count;
    if (Math.abs(sum / 2 - centre) >= distance - 1e-9) far += count;
  }
  return far / all;
}

function midranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function tieSizes(values: readonly number[]): number[] {
  return [...Map.groupBy(values, (value) => value).values()].map((same) => same.length);
}

/**
 * Which of several p-values stand when they are looked at together (Benjamini and Hochberg): among those that stand,
 * at most the given share is expected to be chance. Fields of one run rise and fall together, for which it holds.
 */
export function standing(ps: readonly number[], share: number): boolean[] {
  const sorted = ps.toSorted((a, b) => a - b);
  let limit = -1;
  for (const [i, p] of sorted.entries()) if (p <= (share * (i + 1)) / sorted.length + 1e-12) limit = p;
  return ps.map((p) => p <= limit);
}
