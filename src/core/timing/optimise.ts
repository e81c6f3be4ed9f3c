import type { MustFollow } from '../run/draft.ts';
import { blocksOf } from './blocks.ts';
import { nodesOf, type ArrivalRun } from './blocks-run.ts';
import type { Gate } from './gates.ts';
import { isFeasible, siblingEdge, type SiblingEdge } from './optimise-edges.ts';
import { searchExactly, wholeOrder } from './optimise-exact.ts';
import { searchLocally, settle } from './optimise-local.ts';
import { objectiveOf, type Objective, worthOf } from './optimise-cost.ts';
import { compile, costsByRun, siteOf, type Model, type Site } from './optimise-model.ts';
import { asDeclared, type Orders } from './predict-order.ts';
import type { Answer } from './schedule-play.ts';
import { leftOut } from './left-out.ts';
import { summarise, type Summary } from './statistics.ts';

export interface Wish {
  /** Of one provenance, all of one schema. */
  runs: readonly ArrivalRun[];
  gates: readonly Gate[];
  mustFollow?: readonly MustFollow[];
  /** The order to do better than, where it is not the declared one. */
  written?: Orders;
  /** Answers to approvals in a run; an approval without one counts as approved after its `base`. */
  answers?: (run: ArrivalRun) => readonly Answer[];
  /** Schedules and orders that may be tried; about two seconds' worth by default. */
  budget?: number;
}

export type Optimum =
  | {
      ok: true;
      /** Whole orders by pattern, of the objects that change; empty where the written order is the best. */
      orders: Map<string, string[]>;
      /** Σ weight × completion of the gates, in ms × weight, over the runs, both predicted. */
      before: Summary;
      after: Summary;
      /** Before − after, run by run. Negative only where the written order broke an edge. */
      gain: Summary;
      /** Whether no order is better in the mean over the runs; else the best that the heuristic found. */
      exact: boolean;
      /** Orders tried, whole or in part. */
      evaluated: number;
      /** What the person should know: runs left out, edges that order nothing, a written order that breaks an edge. */
      notes: string[];
    }
  | { ok: false; reason: 'no gates' | 'no runs' | 'mixed provenance' | 'circle'; message: string };

/** Measured on two cores: about 10 µs of processor time a schedule of twelve gates, so at most some 2 s a search. */
const BUDGET = 200_000;

/**
 * The order of siblings with the smallest weighted completion, Σ over gates of weight × the end of its last work, in
 * the mean over the runs, each predicted by the block model. Objects of one pattern share one order. Exact where the
 * dynamic program ends within the budget, and the result says whether it did; beyond it what the heuristic of
 * `optimise-local.ts` found. Gates that do not wait for each other cost no more in many runs than in one: twelve
 * siblings end within the budget with fifty. Gates that do are played in each run and may not. Never worse than the
 * written order where that keeps the edges.
 */
export function optimise(wish: Wish): Optimum {
  const { gates } = wish;
  if (gates.length === 0) {
    return {
      ok: false,
      reason: 'no gates',
      message: 'Without a gate nothing waits, and every order is as good.',
    };
  }
  const notes: string[] = [];
  const runs = usable(wish.runs, notes);
  const [first] = runs;
  if (first === undefined) {
    return { ok: false, reason: 'no runs', message: notes[0] ?? 'There is no run to learn the times from.' };
  }
  if (runs.some((run) => run.provenance !== first.provenance)) {
    const message = 'Measured times are not mixed with simulated ones: choose one kind.';
    return { ok: false, reason: 'mixed provenance', message };
  }
  const edges = edgesOf(wish.mustFollow ?? [], notes);
  const sites = sitesOf(runs, wish.written ?? new Map(), edges);
  if (sites === null) {
    return {
      ok: false,
      reason: 'circle',
      message: 'The "must follow" edges run in a circle, so no order keeps them.',
    };
  }
  const model = compile(runs, gates, sites, wish.answers ?? (() => []));
  const written = sites.map((site) => site.written);
  const broken = sites.filter((site) => !isFeasible(site.written, site.before));
  for (const site of broken) {
    notes.push(
      `The written order of ${site.pattern === '' ? 'the root' : site.pattern} does not keep its "must follow" edges.`,
    );
  }
  const objective = objectiveOf(model);
  const { order, exact, evaluated } = search(objective, wish.budget ?? BUDGET);
  const found = sites.map((_, i) => wholeOrder(model, i, order[i] ?? []));
  const better =
    broken.length > 0 || worthOf(objective, found).cost < worthOf(objective, written).cost - 1e-6;
  const chosen = better ? settle(objective, found) : written;
  const [before, after] = [costsByRun(model, written), costsByRun(model, chosen)];
  const gain = before.map((cost, i) => cost - (after[i] ?? 0));
  const summaries = {
    before: summarise([...before]),
    after: summarise([...after]),
    gain: summarise([...gain]),
  };
  if (!summaries.before || !summaries.after || !summaries.gain) {
    return { ok: false, reason: 'no runs', message: 'There is no run to learn the times from.' };
  }
  return {
    ok: true,
    orders: changed(model, chosen),
    before: summaries.before,
    after: summaries.after,
    gain: summaries.gain,
    exact,
    evaluated,
    notes,
  };
}

function search(
  objective: Objective,
  budget: number,
): { order: number[][]; exact: boolean; evaluated: number } {
  const from = objective.work;
  const local = searchLocally(objective, budget / 2);
  const exact = searchExactly(objective, local, Math.max(0, budget - (objective.work - from)));
  return { ...exact, evaluated: local.evaluated + exact.evaluated };
}

function usable(runs: readonly ArrivalRun[], notes: string[]): ArrivalRun[] {
  const reasons: string[] = [];
  const left = runs.filter((run) => {
    const cut = blocksOf(run);
    const why =
      run.provenance === 'synthetic' || run.provenance === 'cached'
        ? `Its times are ${run.provenance}.`
        : run.seed === null
          ? 'It has no root seed.'
          : !cut.ok
            ? cut.message
            : nodesOf(run.root).some((node) => !asDeclared(node))
              ? 'Its fields did not arrive in the declared order.'
              : null;
    if (why !== null) reasons.push(why);
    return why === null;
  });
  notes.push(...leftOut(reasons, runs.length));
  return left;
}

function edgesOf(wanted: readonly MustFollow[], notes: string[]): SiblingEdge[] {
  return wanted.flatMap((edge) => {
    const sibling = siblingEdge(edge);
    if (sibling === null) notes.push(`No object orders ${edge.field} after ${edge.after}.`);
    return sibling ?? [];
  });
}

/** Every object pattern with two keys or more, outer ones first. Null where its edges run in a circle. */
function sitesOf(runs: readonly ArrivalRun[], written: Orders, edges: readonly SiblingEdge[]): Site[] | null {
  const keys = new Map<string, string[]>();
  for (const run of runs) {
    for (const node of nodesOf(run.root)) {
      if (node.kind !== 'object') continue;
      const known = keys.get(node.pattern) ?? [...(written.get(node.pattern) ?? node.declared ?? [])];
      let last = -1;
      for (const child of node.children) {
        const place = known.indexOf(String(child.key));
        // A key that nobody declared stands behind the one that it arrived behind.
        if (place < 0) known.splice(last + 1, 0, String(child.key));
        last = place < 0 ? last + 1 : place;
      }
      keys.set(node.pattern, known);
    }
  }
  const sites: Site[] = [];
  for (const [pattern, list] of keys) {
    const site = siteOf(
      pattern,
      list,
      edges.filter((edge) => edge.pattern === pattern),
    );
    if (site === null) return null;
    if (list.length > 1) sites.push(site);
  }
  return sites.sort((a, b) => a.pattern.split('/').length - b.pattern.split('/').length);
}

function changed(model: Model, chosen: readonly number[][]): Map<string, string[]> {
  const orders = new Map<string, string[]>();
  for (const [i, site] of model.sites.entries()) {
    const order = chosen[i] ?? site.written;
    if (order.every((key, place) => key === site.written[place])) continue;
    orders.set(
      site.pattern,
      order.map((key) => site.keys[key] ?? ''),
    );
  }
  return orders;
}
