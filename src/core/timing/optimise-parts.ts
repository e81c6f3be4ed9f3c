import { at } from './blocks.ts';
import { type CompiledRun, endOf, type Model, type Partial, prefixOf, type Term } from './optimise-model.ts';
import type { BoundRun } from './schedule-bind.ts';
import { play } from './schedule-play.ts';

/** A component in one run. */
export interface Part {
  run: CompiledRun;
  bound: BoundRun;
  targets: { target: number; rest: Term[] }[];
}

/** A key of a site. */
export interface SiteKey {
  site: number;
  key: number;
}

/** Without what shifts all landings alike. `weight`: of the gates that have work in this run. */
export function playPart(
  { sites }: Model,
  { run, bound, targets }: Part,
  partial: Partial,
): { cost: number; weight: number; opens: number[] } {
  const landings = Float64Array.from(run.fixed);
  const prefixes = new Map<number, Float64Array>();
  for (const { target, rest } of targets) {
    for (const { instance, key } of rest) {
      const object = run.instances[instance];
      if (object === undefined) continue;
      const prefix =
        prefixes.get(instance) ?? prefixOf(sites[object.site], object, partial[object.site] ?? []);
      prefixes.set(instance, prefix);
      landings[target] = at(landings, target) + at(prefix, key);
    }
  }
  let [cost, weight] = [0, 0];
  const opens: number[] = [];
  for (const gate of play(bound, landings, run.closing, run.answers, 'count on approval')) {
    const end = endOf(gate);
    cost += gate.bound.gate.weight * end;
    if (gate.jobs.some((job) => Number.isFinite(job.ends))) weight += gate.bound.gate.weight;
    for (const job of gate.jobs) opens.push(job.opens);
  }
  return { cost, weight, opens };
}

/** Splits a component's landings into what is in front of all of them and the rest. */
export function partOf(run: CompiledRun, bound: BoundRun): { part: Part; shift: Term[] } {
  const used = [...new Set(bound.gates.flatMap(({ jobs }) => jobs.flatMap(({ targets }) => targets)))];
  const lists = used.map((target) => (run.terms[target] ?? []).toReversed());
  const [first = []] = lists;
  // What opens at the closing brace does not shift with the others.
  const anchored = bound.gates.some(({ jobs }) => jobs.some(({ condition }) => condition === 'absent'));
  let common = anchored ? 0 : first.length;
  for (const list of lists) {
    let same = 0;
    while (same < common && isSame(first[same], list[same])) same++;
    common = same;
  }
  const targets = used.map((target, i) => ({ target, rest: (lists[i] ?? []).slice(common) }));
  return { part: { run, bound, targets }, shift: first.slice(0, common) };
}

function isSame(a: Term | undefined, b: Term | undefined): boolean {
  return a !== undefined && b !== undefined && a.instance === b.instance && a.key === b.key;
}

export function keysOf(run: CompiledRun, { targets }: Part): SiteKey[] {
  const keys = new Map<string, SiteKey>();
  for (const { rest } of targets) {
    for (const { instance, key } of rest) {
      const site = run.instances[instance]?.site ?? 0;
      keys.set(`${site}.${key}`, { site, key });
    }
  }
  return [...keys.values()].toSorted((a, b) => a.site - b.site || a.key - b.key);
}

/** Gates that wait for each other, directly or through others, as runs of their own. */
export function componentsOf(bound: BoundRun): BoundRun[] {
  const group = bound.gates.map((_, i) => i);
  for (const [i, gate] of bound.gates.entries()) {
    for (const other of gate.waitsFor) {
      const [from, to] = [group[other] ?? other, group[i] ?? i];
      for (const [j, known] of group.entries()) if (known === from) group[j] = to;
    }
  }
  return [...new Set(group)].map((of) => {
    const places = [...bound.gates.keys()].filter((i) => group[i] === of);
    const gates = places.flatMap((i) => bound.gates[i] ?? []);
    return {
      targets: bound.targets,
      gates: gates.map((gate) => ({ ...gate, waitsFor: gate.waitsFor.map((i) => places.indexOf(i)) })),
    };
  });
}

/** Adds `factor` × each value to the sums from `offset` on. */
export function addTo(sums: Float64Array, offset: number, values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) sums[offset + i] = at(sums, offset + i) + factor * at(values, i);
}
