import { feasible } from './optimise-edges.ts';
import { type Objective, type Worth, worthOf } from './optimise-cost.ts';
import type { Model, Partial, Site } from './optimise-model.ts';

export interface SearchResult {
  /** Whole orders of the relevant keys, one for each site. */
  order: number[][];
  cost: number;
  /** Whether nothing better exists; false where the budget ran out first. */
  exact: boolean;
  /** Orders looked at, whole or in part. */
  evaluated: number;
}

const EPSILON = 1e-9;

/** An order decided so far, and what it is worth. */
interface State {
  order: Partial;
  worth: Worth;
}

/**
 * Dynamic programming over what is placed, with bounds: the sites one after the other, in each of them first all ways
 * to place one key, then two, and so on. A way is left where
 *
 * 1. its bound (`worthOf`) is no better than the best order known, or
 * 2. the same keys are placed in another way that is nowhere worse: what is settled costs no more, and no job of the
 *    gates that are settled in part opens later. What follows can then only be as good.
 *
 * Gates that do not wait for each other leave one way for each subset, so at most 2ⁿ⁻¹ × n orders are looked at for n
 * siblings; gates that do leave more. `budget`: schedules, orders and comparisons of openings, together.
 */
export function searchExactly(
  objective: Objective,
  start: { order: number[][]; cost: number },
  budget: number,
): SearchResult {
  const { sites } = objective.model;
  const most = objective.work + budget;
  const nothing = sites.map((): number[] => []);
  let states: State[] = [{ order: nothing, worth: worthOf(objective, nothing) }];
  let evaluated = 1;
  for (const [i, site] of sites.entries()) {
    for (let n = 0; n < site.relevant.length; n++) {
      const next = new Map<string, State[]>();
      for (const { order } of states) {
        const placed = order[i] ?? [];
        for (const key of freeKeys(site, placed)) {
          if (objective.work >= most) return { ...start, exact: false, evaluated };
          evaluated++;
          const decided = [...placed, key];
          const longer = order.with(i, decided);
          const worth = worthOf(objective, longer);
          if (worth.cost >= start.cost - EPSILON) continue;
          const id = decided.toSorted((a, b) => a - b).join();
          const known = next.get(id) ?? [];
          if (worth.opens.length > 0) objective.work += known.length;
          if (known.some((other) => isNoWorse(other.worth, worth))) continue;
          next.set(id, [
            ...known.filter((other) => !isNoWorse(worth, other.worth)),
            { order: longer, worth },
          ]);
        }
      }
      states = [...next.values()].flat();
    }
  }
  const [best] = states.toSorted((a, b) => a.worth.cost - b.worth.cost);
  if (best === undefined) return { ...start, exact: true, evaluated };
  return { order: best.order.map((keys) => [...keys]), cost: best.worth.cost, exact: true, evaluated };
}

/** Those whose predecessors are all placed. */
function freeKeys(site: Site, placed: readonly number[]): number[] {
  const open = site.relevant.filter((key) => !placed.includes(key));
  return open.filter((key) => open.every((other) => site.before[key]?.[other] !== true));
}

function isNoWorse(a: Worth, b: Worth): boolean {
  if (a.settled > b.settled + EPSILON) return false;
  return a.opens.every((opens, i) => opens.every((open, j) => open <= (b.opens[i]?.[j] ?? 0) + EPSILON));
}

/** Relevant keys in the given order, then the others as written: a whole order of the site. */
export function wholeOrder(model: Model, site: number, relevant: readonly number[]): number[] {
  const keys = model.sites[site];
  if (keys === undefined) return [];
  const rest = keys.written.filter((key) => !relevant.includes(key));
  return feasible([...relevant, ...rest], keys.before);
}
