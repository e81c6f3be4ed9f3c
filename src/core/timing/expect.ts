import { type ArrivalNode, arrivalOf, type ArrivalRun, nodesOf } from './blocks-run.ts';
import type { Orders } from './predict-order.ts';
import { predictRun } from './predict.ts';
import { summarise } from './statistics.ts';

/** What is expected of a run from others that were asked the same. Milliseconds since the request. */
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
 * Nodes that are looked at in all, in the newest runs: another order costs some 2 µs a node, and this is asked for in the
 * moment in which a run starts.
 */
const MOST_NODES = 10_000;

/**
 * The medians over other runs, the newest last, each with its siblings in the orders that are asked for now. Null where
 * nothing can be predicted from them.
 */
export function expectFrom(runs: readonly ArrivalRun[], orders: Orders): Expected | null {
  const arranged: ArrivalRun[] = [];
  let nodes = 0;
  for (const run of runs.toReversed()) {
    // The order that ran is predicted by itself, but by no times that are not those of generation.
    const predicted = predictRun(run, orders);
    if (predicted.ok) arranged.push(predicted.run);
    nodes += nodesOf(run.root).length;
    if (nodes >= MOST_NODES) break;
  }
  if (arranged.length === 0) return null;
  const arrivals = new Map<string, number[]>();
  for (const { root } of arranged) gather(root, arrivals);
  const medians = [...arrivals].map(([pattern, all]): [string, number] => [pattern, median(all)]);
  return {
    n: arranged.length,
    arrival: new Map(medians),
    end: median(arranged.map((run) => run.end)),
  };
}

function gather(node: ArrivalNode, arrivals: Map<string, number[]>): void {
  const known = arrivals.get(node.pattern);
  if (known === undefined) arrivals.set(node.pattern, [arrivalOf(node)]);
  else known.push(arrivalOf(node));
  if (node.kind === 'object') for (const child of node.children) gather(child, arrivals);
}

function median(values: readonly number[]): number {
  return summarise(values)?.p50 ?? 0;
}

/**
 * By how much a run is behind what was expected of it, negative where it is ahead: at the newest node that something
 * was expected of. `path` leads to the newest leaf, from the root down.
 */
export function lagOf({ arrival }: Pick<Expected, 'arrival'>, path: readonly Came[]): number {
  for (const { pattern, t } of path.toReversed()) {
    const expected = arrival.get(pattern);
    if (expected !== undefined) return t - expected;
  }
  return 0;
}
