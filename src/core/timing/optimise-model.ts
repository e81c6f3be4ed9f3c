import { at, blocksOf } from './blocks.ts';
import type { ArrivalNode, ArrivalRun } from './blocks-run.ts';
import type { Gate } from './gates.ts';
import { predecessors, type SiblingEdge } from './optimise-edges.ts';
import { bindGates, type BoundRun } from './schedule-bind.ts';
import { play, type Answer, type PlayedGate } from './schedule-play.ts';

/** An object whose properties may be put in another order, wherever its pattern occurs. Keys are places in `keys`. */
export interface Site {
  pattern: string;
  keys: string[];
  written: number[];
  /** `before[key][other]`: other must come before key. */
  before: boolean[][];
  /** The same as lists of keys. */
  needs: number[][];
  /**
   * Keys that something waited for lies in, or that must come before such a one. The others only delay, so the best
   * order has them last: the search is over these alone.
   */
  relevant: number[];
}

/** Keys of a site in the order decided so far, and the rest still open. A whole order leaves nothing open. */
export type Partial = readonly (readonly number[])[];

export interface Instance {
  site: number;
  /** Milliseconds of each key's block; 0 where it did not arrive. */
  cost: Float64Array;
}

export interface CompiledRun {
  bound: BoundRun;
  answers: ReadonlyMap<string, Answer>;
  closing: number;
  instances: Instance[];
  /** Landing of a target = `fixed` + for each term the blocks in front of its key in that instance. */
  fixed: Float64Array;
  terms: Term[][];
}

/** What is in front of `key` in an instance: a part of a landing that depends on the order. */
export interface Term {
  instance: number;
  key: number;
}

export interface Model {
  sites: Site[];
  runs: CompiledRun[];
}

/** The runs reduced to what the objective needs. All of them have been found predictable. */
export function compile(
  runs: readonly ArrivalRun[],
  gates: readonly Gate[],
  sites: Site[],
  answers: (run: ArrivalRun) => readonly Answer[],
): Model {
  const compiled = runs.flatMap((run): CompiledRun[] => {
    const cut = blocksOf(run);
    if (!cut.ok) return [];
    const { blocks } = cut;
    const bound = bindGates(gates, run);
    const index = new Map(blocks.nodes.map((node, i) => [node, i]));
    const parents = new Map(
      blocks.nodes.flatMap((node) => node.children.map((child) => [child, node] as const)),
    );
    const siteOf = new Map(sites.map((site, i) => [site.pattern, i]));
    const instances: Instance[] = [];
    const instanceOf = new Map<ArrivalNode, number>();

    function blockCost(node: ArrivalNode): number {
      const from = index.get(node) ?? 0;
      let sum = 0;
      for (let i = from; i < at(blocks.after, from); i++) sum += at(blocks.step, i);
      return sum;
    }
    function instance(node: ArrivalNode, site: number): number {
      const known = instanceOf.get(node);
      if (known !== undefined) return known;
      const keys = sites[site]?.keys ?? [];
      const cost = new Float64Array(keys.length);
      for (const child of node.children) cost[keys.indexOf(String(child.key))] = blockCost(child);
      instanceOf.set(node, instances.length);
      return instances.push({ site, cost }) - 1;
    }

    const fixed = new Float64Array(bound.targets.length);
    const terms = bound.targets.map((target, i) => {
      const list: Term[] = [];
      const from = index.get(target) ?? 0;
      // A container lands with the last arrival inside it, the root with the closing brace.
      let sum = blocks.start + blockCost(target) - at(blocks.step, from);
      for (
        let node = target, parent = parents.get(node);
        parent !== undefined;
        node = parent, parent = parents.get(node)
      ) {
        sum += at(blocks.step, index.get(node) ?? 0);
        const site = parent.kind === 'object' ? siteOf.get(parent.pattern) : undefined;
        if (site === undefined) {
          for (const sibling of parent.children) {
            if (sibling === node) break;
            sum += blockCost(sibling);
          }
        } else {
          list.push({
            instance: instance(parent, site),
            key: sites[site]?.keys.indexOf(String(node.key)) ?? 0,
          });
        }
      }
      fixed[i] = target === run.root ? run.end : sum;
      return list;
    });
    for (const list of terms)
      for (const term of list) markRelevant(sites[instances[term.instance]?.site ?? 0], term.key);
    const given = new Map(answers(run).map((answer) => [answer.gate, answer]));
    return [{ bound, answers: given, closing: run.end, instances, fixed, terms }];
  });
  return { sites, runs: compiled };
}

/** A site without anything relevant yet; `compile` finds out what is. Null where the edges run in a circle. */
export function siteOf(pattern: string, keys: string[], edges: readonly SiblingEdge[]): Site | null {
  const before = predecessors(keys, edges);
  if (before === null) return null;
  const needs = before.map((row) => row.flatMap((set, other) => (set ? other : [])));
  return { pattern, keys, written: [...keys.keys()], before, needs, relevant: [] };
}

function markRelevant(site: Site | undefined, key: number): void {
  if (site === undefined) return;
  const needed = [key, ...(site.needs[key] ?? [])];
  site.relevant = [...new Set([...site.relevant, ...needed])].sort((a, b) => a - b);
}

/** The objective of a whole order in each run by itself. O(runs × gates). */
export function costsByRun(model: Model, order: Partial): Float64Array {
  return Float64Array.from(model.runs, (run) => {
    const prefix = run.instances.map((instance) =>
      prefixOf(model.sites[instance.site], instance, order[instance.site] ?? []),
    );
    const landings = Float64Array.from(run.fixed);
    for (const [i, terms] of run.terms.entries()) {
      for (const { instance, key } of terms) landings[i] = at(landings, i) + (prefix[instance]?.[key] ?? 0);
    }
    const played = play(run.bound, landings, run.closing, run.answers, 'count on approval');
    return played.reduce((sum, gate) => sum + gate.bound.gate.weight * endOf(gate), 0);
  });
}

/** The end of a gate's last work; 0 where it has none. */
export function endOf({ jobs }: PlayedGate): number {
  return jobs.reduce((end, job) => (Number.isFinite(job.ends) ? Math.max(end, job.ends) : end), 0);
}

/** Milliseconds of the blocks in front of each key. `site.before` is short in practice, so lists beat bit sets. */
export function prefixOf(
  site: Site | undefined,
  instance: Instance,
  decided: readonly number[],
): Float64Array {
  const { cost } = instance;
  const prefix = new Float64Array(cost.length);
  const open = new Uint8Array(cost.length).fill(1);
  let sum = 0;
  for (const key of decided) {
    prefix[key] = sum;
    open[key] = 0;
    sum += at(cost, key);
  }
  for (let key = 0; key < cost.length; key++) {
    if (open[key] === 0) continue;
    let first = sum;
    for (const other of site?.needs[key] ?? []) if (open[other] === 1) first += at(cost, other);
    prefix[key] = first;
  }
  return prefix;
}
