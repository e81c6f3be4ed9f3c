import type { ArrivalRun, Provenance } from './blocks-run.ts';
import { fieldRows, type FieldRow } from './statistics-fields.ts';

/** Runs of one provenance with their statistics. Measured ones never share a row with any other kind. */
interface SeriesGroup {
  provenance: Provenance;
  runs: ArrivalRun[];
  /** Null where the times say nothing; `why` then says so. */
  rows: FieldRow[] | null;
  why: string | null;
}

export interface SeriesStatistics {
  groups: SeriesGroup[];
  /** Runs at the front of the series that were left out, since the first ones pay for connecting and cold caches. */
  warmUp: number;
}

/**
 * Statistics of a series in the order in which it ran. Warm-up counts from the front, before grouping, and always
 * leaves at least one run.
 */
export function seriesStatistics(runs: readonly ArrivalRun[], warmUp = 0): SeriesStatistics {
  const left = Math.max(0, Math.min(warmUp, runs.length - 1));
  const groups = byProvenance(runs.slice(left)).map(([provenance, runs]): SeriesGroup => {
    const why = silenceOf(provenance);
    return { provenance, runs, rows: why === null ? fieldRows(runs) : null, why };
  });
  return { groups, warmUp: left };
}

/** Groups in the order in which each kind first ran. */
function byProvenance(runs: readonly ArrivalRun[]): [Provenance, ArrivalRun[]][] {
  return [...Map.groupBy(runs, (run) => run.provenance)];
}

/** Why times of a provenance enter no statistic; null where they do. Cached answers have their own, apart. */
function silenceOf(provenance: Provenance): string | null {
  return provenance === 'synthetic'
    ? 'Synthetic times were invented on request; no statistic uses them.'
    : null;
}
