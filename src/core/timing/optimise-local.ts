import { feasible, isFeasible } from './optimise-edges.ts';
import { type Objective, worthOf } from './optimise-cost.ts';
import type { Model } from './optimise-model.ts';

interface Found {
  order: number[][];
  cost: number;
}

const EPSILON = 1e-9;

/**
 * The heuristic: from three starts (as written; greedily the key whose bound is lowest next; the written order turned
 * round), take any key of any site to any other place that is allowed, as long as that helps. Never worse than the
 * written order where that is allowed at all. `evaluated` counts orders; `budget`: schedules and orders, together.
 */
export function searchLocally(objective: Objective, budget: number): Found & { evaluated: number } {
  const { model } = objective;
  const from = objective.work;
  let evaluated = 0;
  function cost(order: number[][]): number {
    evaluated++;
    return worthOf(objective, order).cost;
  }
  const written = model.sites.map((site) => feasible(site.relevant, site.before));
  const starts = [
    () => written,
    () => greedy(model, cost),
    () => model.sites.map((site) => feasible(site.relevant.toReversed(), site.before)),
  ];
  let best: Found | null = null;
  for (const [i, start] of starts.entries()) {
    if (best !== null && objective.work - from >= budget) break;
    const order = start();
    const found = improve(
      model,
      { order, cost: cost(order) },
      cost,
      () => objective.work - from < (budget * (i + 1)) / starts.length,
    );
    if (best === null || found.cost < best.cost - EPSILON) best = found;
  }
  return { ...(best ?? { order: written, cost: cost(written) }), evaluated };
}

function improve(model: Model, from: Found, cost: (order: number[][]) => number, more: () => boolean): Found {
  let best = from;
  let better = true;
  while (better && more()) {
    better = false;
    for (const order of neighbours(model, best.order)) {
      if (!more()) break;
      const next = { order, cost: cost(order) };
      if (next.cost >= best.cost - EPSILON) continue;
      best = next;
      better = true;
      break;
    }
  }
  return best;
}

/** Every order in which one key stands in another place. */
function* neighbours(model: Model, order: readonly number[][]): Generator<number[][]> {
  for (const [i, site] of model.sites.entries()) {
    const keys = order[i] ?? [];
    for (const [from, key] of keys.entries()) {
      const rest = keys.toSpliced(from, 1);
      for (let to = 0; to <= rest.length; to++) {
        // One place on is the same move as the next key one place back.
        if (to === from || to === from + 1) continue;
        const moved = rest.toSpliced(to, 0, key);
        if (isFeasible(moved, site.before)) yield order.with(i, moved);
      }
      if (from + 1 < keys.length) {
        const swapped = rest.toSpliced(from + 1, 0, key);
        if (isFeasible(swapped, site.before)) yield order.with(i, swapped);
      }
    }
  }
}

function greedy(model: Model, cost: (order: number[][]) => number): number[][] {
  let order = model.sites.map((): number[] => []);
  for (const [i, site] of model.sites.entries()) {
    for (let open = [...site.relevant]; open.length > 0;) {
      const free = open.filter((key) => open.every((other) => site.before[key]?.[other] !== true));
      let best: { order: number[][]; key: number; cost: number } | null = null;
      for (const key of free) {
        const next = order.with(i, [...(order[i] ?? []), key]);
        const value = cost(next);
        if (best === null || value < best.cost) best = { order: next, key, cost: value };
      }
      if (best === null) break;
      ({ order } = best);
      const { key } = best;
      open = open.filter((other) => other !== key);
    }
  }
  return order;
}

/**
 * Among orders that are worth the same, the one nearest to the written: neighbours that stand the wrong way round are
 * turned back as long as it costs nothing. People read the result as a diff.
 */
export function settle(objective: Objective, found: readonly number[][]): number[][] {
  const { model } = objective;
  let order = [...found];
  const { cost } = worthOf(objective, order);
  for (const [i, site] of model.sites.entries()) {
    for (let turned = true; turned;) {
      turned = false;
      const keys = order[i] ?? [];
      for (let place = 0; place + 1 < keys.length; place++) {
        const [a = 0, b = 0] = keys.slice(place, place + 2);
        const swapped = keys.toSpliced(place, 2, b, a);
        if (a < b || !isFeasible(swapped, site.before)) continue;
        if (worthOf(objective, order.with(i, swapped)).cost > cost + EPSILON) continue;
        order = order.with(i, swapped);
        turned = true;
        break;
      }
    }
  }
  return order;
}
