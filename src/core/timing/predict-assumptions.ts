import type { ArrivalNode, ArrivalRun } from './blocks-run.ts';
import { nodesOf } from './blocks-run.ts';
import { arrange, type Orders } from './predict-order.ts';

/** Something that a prediction takes for granted, for the window to show beside it. */
export interface Assumption {
  id:
    | 'same values'
    | 'lost context'
    | 'given that it arrives'
    | 'items in place'
    | 'shared reads'
    | 'inferred closes';
  sentence: string;
}

/** A field that used to be written before another one and no longer is. */
export interface LostContext {
  /** The field that moved ahead, and the one that it can no longer follow from. */
  field: string;
  without: string;
}

/** What this prediction assumes: what holds for every one, and what these runs and orders bring in. */
export function assumptionsOf(runs: readonly ArrivalRun[], orders: Orders): Assumption[] {
  const nodes = runs.flatMap((run) => nodesOf(run.root));
  const assumptions: Assumption[] = [
    {
      id: 'same values',
      sentence: 'Every value stays as it was and takes as long to write in another place.',
    },
  ];
  for (const { field, without } of lostContext(runs, orders)) {
    const sentence = `${without} no longer comes before ${field}, so the model cannot reason its way there: the value may change.`;
    assumptions.push({ id: 'lost context', sentence });
  }
  if (isSometimesAbsent(runs, nodes)) {
    const sentence = 'A field that did not arrive costs nothing; its times are given that it arrives.';
    assumptions.push({ id: 'given that it arrives', sentence });
  }
  if (nodes.some((node) => node.kind === 'array' && node.children.length > 1)) {
    assumptions.push({ id: 'items in place', sentence: 'The items of an array keep their places.' });
  }
  if (nodes.some((node) => node.children.some((child) => child.read !== null && child.read === node.read))) {
    const sentence =
      'What came in one socket read is divided in proportion to its bytes; ± says how far that may be off.';
    assumptions.push({ id: 'shared reads', sentence });
  }
  if (nodes.some((node) => node.kind !== 'leaf' && node.pointer !== '')) {
    const sentence =
      'An object or array closes with the last landing inside it; its bracket is counted with what follows.';
    assumptions.push({ id: 'inferred closes', sentence });
  }
  return assumptions;
}

/** For each field that moves ahead of siblings it followed, the longest of them: the likeliest reasoning. */
export function lostContext(runs: readonly ArrivalRun[], orders: Orders): LostContext[] {
  const worst = new Map<string, { without: string; took: number }>();
  for (const run of runs) {
    for (const node of nodesOf(run.root)) {
      const arranged = arrange(node, orders);
      if (arranged === node.children) continue;
      const place = new Map(arranged.map((child, i) => [child, i]));
      for (const [i, child] of node.children.entries()) {
        for (const earlier of node.children.slice(0, i)) {
          if ((place.get(earlier) ?? 0) < (place.get(child) ?? 0)) continue;
          const took = timeOf(earlier);
          const known = worst.get(child.pattern);
          // A field that takes longer than what it moved past did not follow from it in the sense that matters here.
          if (took > timeOf(child) && took > (known?.took ?? -1))
            worst.set(child.pattern, { without: earlier.pattern, took });
        }
      }
    }
  }
  return [...worst].map(([field, { without }]) => ({ field, without }));
}

function timeOf(node: ArrivalNode): number {
  return node.tLand - node.tOpen;
}

function isSometimesAbsent(runs: readonly ArrivalRun[], nodes: readonly ArrivalNode[]): boolean {
  const arrived = new Map<string, Set<string>>();
  for (const node of nodes) {
    if (node.kind !== 'object') continue;
    const keys = arrived.get(node.pattern) ?? new Set(node.declared ?? []);
    for (const child of node.children) keys.add(String(child.key));
    arrived.set(node.pattern, keys);
  }
  return (
    runs.length > 0 &&
    nodes.some(
      (node) => node.kind === 'object' && node.children.length < (arrived.get(node.pattern)?.size ?? 0),
    )
  );
}
