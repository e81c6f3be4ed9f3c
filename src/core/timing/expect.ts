import type { ArrivalRun } from './blocks-run.ts';
import type { Orders } from './predict-order.ts';
import { predictSeries } from './predict-series.ts';
import { fieldRows } from './statistics-fields.ts';
import { summarise } from './statistics.ts';

/** What is expected of a run from those before it that were asked the same. Milliseconds since the request. */
export interface Expected {
  /** How many runs it is the median of. */
  n: number;
  /** By pattern: when a leaf lands, when a container opens. Items have none: how many will come is not known. */
  arrival: ReadonlyMap<string, number>;
  /** The closing brace. */
  end: number;
}

/** A node that has come in the run itself, and when: a leaf's landing, a container's seed. */
export interface Came {
  pattern: string;
  t: number;
}

/**
 * The medians over earlier runs, each with its siblings in the orders that are asked for now. Null where nothing can be
 * predicted from them.
 */
export function expectFrom(runs: readonly ArrivalRun[], orders: Orders): Expected | null {
  const predicted = predictSeries(runs, orders);
  if (!predicted.ok) return null;
  const rows = fieldRows(predicted.runs).filter(({ pattern }) => !pattern.includes('*'));
  return {
    n: predicted.runs.length,
    arrival: new Map(
      rows.map(({ pattern, kind, opened, landed }) => [pattern, kind === 'leaf' ? landed.p50 : opened.p50]),
    ),
    end: summarise(predicted.runs.map((run) => run.end))?.p50 ?? 0,
  };
}

/**
 * By how much a run is behind what was expected of it, negative where it is ahead: at the newest node that something
 * was expected of. `path` leads to the newest leaf, from the root down.
 */
export function lagOf({ arrival }: Expected, path: readonly Came[]): number {
  for (const { pattern, t } of path.toReversed()) {
    const expected = arrival.get(pattern);
    if (expected !== undefined) return t - expected;
  }
  return 0;
}
