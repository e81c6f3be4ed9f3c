import { feasible } from './optimise-edges.ts';
import { evaluate, type Model, type Partial } from './optimise-model.ts';

export interface SearchResult {
  /** Whole orders of the relevant keys, one for each site. */
  order: number[][];
  cost: number;
  /** Whether nothing better exists; false where the budget ran out first. */
  exact: boolean;
  /** Evaluations of a whole or partial order over all runs. */
  evaluated: number;
}

/** What two ways to have placed the same keys are compared by. */
interface State {
  settled: number;
  opens: Float64Array;
}

const EPSILON = 1e-9;

/**
 * Branch and bound over the orders of all sites, one site after the other, one place after the other. A branch ends
 * where
 *
 * 1. its bound (`evaluate`) is no better than the best order known, or
 * 2. the same keys were placed before in a way that is nowhere worse: no gate whose fields are all placed has cost
 *    less in total, and no job of the others opens sooner. What follows can then only be as good.
 *
 * Gates with one field each and no edges between them make rule 2 the dynamic program over subsets (at most
 * 2ⁿ⁻¹ × n evaluations for n siblings); gates that wait for each other or for several fields need more.
 */
export function searchExactly(
  model: Model,
  start: { order: number[][]; cost: number },
  budget: number,
): SearchResult {
  let best = start;
  let evaluated = 0;
  let exact = true;
  const groups = components(model);

  function place(site: number, decided: number[][], seen: Map<string, State[]>): void {
    const keys = model.sites[site];
    if (keys === undefined) return;
    const placed = decided[site] ?? [];
    if (placed.length === keys.relevant.length) {
      if (site + 1 < model.sites.length) place(site + 1, decided, new Map());
      return;
    }
    const open = keys.relevant.filter((key) => !placed.includes(key));
    const free = open.filter((key) => open.every((other) => keys.before[key]?.[other] !== true));
    const branches: { next: number[][]; cost: number; state: State }[] = [];
    for (const key of free) {
      if (evaluated >= budget) {
        exact = false;
        return;
      }
      evaluated++;
      // The last key has nowhere else to go.
      const next = decided.with(
        site,
        open.length === 2 ? [...placed, key, ...open.filter((other) => other !== key)] : [...placed, key],
      );
      const branch = bound(model, next, groups);
      if (isWhole(model, next) && branch.cost < best.cost - EPSILON)
        best = { order: next, cost: branch.cost };
      branches.push({ next, ...branch });
    }
    branches.sort((a, b) => a.cost - b.cost);
    for (const { next, cost, state } of branches) {
      if (cost >= best.cost - EPSILON) break;
      const id = (next[site] ?? []).toSorted((a, b) => a - b).join();
      const known = seen.get(id) ?? [];
      if (known.some((other) => isNoWorse(other, state))) continue;
      seen.set(id, [...known.filter((other) => !isNoWorse(state, other)), state]);
      place(site, next, seen);
    }
  }

  place(
    0,
    model.sites.map(() => []),
    new Map(),
  );
  return { ...best, exact, evaluated };
}

function isWhole(model: Model, order: Partial): boolean {
  return model.sites.every((site, i) => order[i]?.length === site.relevant.length);
}

/** Gates that wait for each other, directly or through others, belong together: they are settled together. */
function components(model: Model): number[] {
  const gates = model.runs[0]?.bound.gates ?? [];
  const group = gates.map((_, i) => i);
  for (const [i, gate] of gates.entries()) {
    for (const other of gate.waitsFor) {
      const [from, to] = [group[other] ?? other, group[i] ?? i];
      for (const [j, known] of group.entries()) if (known === from) group[j] = to;
    }
  }
  // From places in the bound list to places in the list as given, which `Detail` speaks of.
  const byIndex: number[] = [];
  for (const [i, gate] of gates.entries()) byIndex[gate.index] = group[i] ?? i;
  return byIndex;
}

function bound(model: Model, order: Partial, groups: readonly number[]): { cost: number; state: State } {
  const settled = settledGroups(model, order, groups);
  const state = { settled: 0, opens: [] as number[] };
  const { cost } = evaluate(model, order, (run, gate, cost, opens) => {
    if (settled[run]?.has(groups[gate] ?? -1) === true) state.settled += cost;
    else state.opens.push(...opens);
  });
  return { cost, state: { settled: state.settled, opens: Float64Array.from(state.opens) } };
}

/** In each run, the groups of gates all of whose targets have their final landing. */
function settledGroups(model: Model, order: Partial, groups: readonly number[]): Set<number>[] {
  const placed = model.sites.map((_, i) => new Set(order[i]));
  return model.runs.map((run) => {
    const settled = new Set(groups);
    for (const { index, jobs } of run.bound.gates) {
      const known = jobs.every((job) =>
        job.targets.every((target) =>
          (run.terms[target] ?? []).every(({ instance, key }) =>
            placed[run.instances[instance]?.site ?? 0]?.has(key),
          ),
        ),
      );
      if (!known) settled.delete(groups[index] ?? -1);
    }
    return settled;
  });
}

function isNoWorse(a: State, b: State): boolean {
  if (a.settled > b.settled + EPSILON) return false;
  return a.opens.every((open, i) => open <= (b.opens[i] ?? 0) + EPSILON);
}

/** Relevant keys in the given order, then the others as written: a whole order of the site. */
export function wholeOrder(model: Model, site: number, relevant: readonly number[]): number[] {
  const keys = model.sites[site];
  if (keys === undefined) return [];
  const rest = keys.written.filter((key) => !relevant.includes(key));
  return feasible([...relevant, ...rest], keys.before);
}
