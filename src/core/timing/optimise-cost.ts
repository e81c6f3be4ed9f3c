import { at } from './blocks.ts';
import { type LastTerm, lastTerm, lastWorth } from './optimise-last.ts';
import type { Model, Partial, Site } from './optimise-model.ts';
import { addTo, componentsOf, keysOf, type Part, partOf, playPart, type SiteKey } from './optimise-parts.ts';

/**
 * The objective, taken apart so that many runs cost little more than one.
 *
 * Gates that wait for each other are played together, apart from all others. What is in front of all their landings
 * alike only shifts them: weight × milliseconds, summed over the runs into `linear` before any order is tried. What is
 * left of a gate with one field is a constant. One with several fields of one object opens with whichever is placed
 * last, which is a sum again once that is known (`LastTerm`). All others are a function of what stands in front of each
 * of their keys, played once for each such case and remembered.
 */
export interface Objective {
  model: Model;
  /** By site, `[key × n + other]`: what it costs that `other` stands in front of `key`. */
  linear: Float64Array[];
  constant: number;
  lasts: LastTerm[];
  terms: CostTerm[];
  /** Schedules played and orders looked at: what a search has cost so far. */
  work: number;
}

/** A component's work in the runs in which it depends on the same keys. */
interface CostTerm {
  parts: Part[];
  keys: SiteKey[];
  /** The site of its keys, if there is only one gate and one site: then the key that is placed last decides. */
  lastOf: number | null;
  known: Map<string, Played>;
}

interface Played {
  cost: number;
  /** When each job opens, run after run. */
  opens: Float64Array;
}

/** What an order is worth: of a partial one, the least that it can come to. */
export interface Worth {
  /** Mean over the runs, ms × weight. */
  cost: number;
  /** The part of it that no further key can change. */
  settled: number;
  /** For gates that are settled in part: when their jobs open as far as it is known. */
  opens: Float64Array[];
}

/** O(runs × gates × (targets + keys²)). */
export function objectiveOf(model: Model): Objective {
  const share = 1 / Math.max(1, model.runs.length);
  const linear = model.sites.map(({ keys }) => new Float64Array(keys.length ** 2));
  const objective: Objective = { model, linear, constant: 0, lasts: [], terms: [], work: 0 };
  const byKeys = new Map<string, CostTerm>();
  for (const run of model.runs) {
    for (const [c, bound] of componentsOf(run.bound).entries()) {
      const { part, shift } = partOf(run, bound);
      const played = playPart(
        model,
        part,
        model.sites.map(() => []),
      );
      for (const { instance, key } of shift) {
        const object = run.instances[instance];
        const matrix = object === undefined ? undefined : linear[object.site];
        if (object === undefined || matrix === undefined) continue;
        addTo(matrix, key * object.cost.length, object.cost, share * played.weight);
      }
      const keys = keysOf(run, part);
      if (keys.length === 0) {
        objective.constant += share * played.cost;
        continue;
      }
      const id = `${c}: ${keys.map(({ site, key }) => `${site}.${key}`).join(' ')}`;
      const sites = new Set(keys.map(({ site }) => site));
      const term = byKeys.get(id) ?? {
        parts: [],
        keys,
        lastOf: bound.gates.length === 1 && sites.size === 1 ? (keys[0]?.site ?? null) : null,
        known: new Map<string, Played>(),
      };
      term.parts.push(part);
      byKeys.set(id, term);
    }
  }
  for (const term of byKeys.values()) {
    const keys = term.keys.map(({ key }) => key);
    const last = term.lastOf === null ? null : lastTerm(model, term.parts, term.lastOf, keys);
    if (last === null) objective.terms.push(term);
    else objective.lasts.push(last);
  }
  return objective;
}

/** The bound takes each open key to come next, after only what must come before it; `play` never ends later for that. */
export function worthOf(objective: Objective, partial: Partial): Worth {
  const { model, terms, constant } = objective;
  objective.work++;
  let [cost, settled] = [constant, constant];
  const opens: Float64Array[] = [];
  for (const [i, site] of model.sites.entries()) {
    const [placed, open] = linearCost(site, objective.linear[i], partial[i] ?? []);
    cost += placed + open;
    settled += placed;
  }
  for (const last of objective.lasts) {
    const site = model.sites[last.site];
    const worth = site === undefined ? null : lastWorth(last, site, partial[last.site] ?? []);
    if (worth === null) continue;
    cost += worth.least;
    if (worth.known) settled += worth.least;
  }
  for (const term of terms) {
    const id = idOf(term, model, partial);
    const known = (id === null ? undefined : term.known.get(id)) ?? playTerm(objective, term, partial);
    if (id !== null) term.known.set(id, known);
    cost += known.cost;
    if (term.keys.every(({ site, key }) => partial[site]?.includes(key))) settled += known.cost;
    // One key decides alone, and it is still to come.
    else if (term.lastOf === null) opens.push(known.opens);
  }
  return { cost, settled, opens };
}

/** Of what is placed, which is final, and of what is open, at the least. */
function linearCost(
  site: Site,
  matrix: Float64Array | undefined,
  decided: readonly number[],
): [number, number] {
  if (matrix === undefined) return [0, 0];
  const n = site.keys.length;
  let [placed, open] = [0, 0];
  for (let i = 1; i < decided.length; i++) {
    const row = (decided[i] ?? 0) * n;
    for (let j = 0; j < i; j++) placed += at(matrix, row + (decided[j] ?? 0));
  }
  if (decided.length === site.relevant.length) return [placed, 0];
  for (const key of site.relevant) {
    if (decided.includes(key)) continue;
    for (const other of decided) open += at(matrix, key * n + other);
    for (const other of site.needs[key] ?? [])
      if (!decided.includes(other)) open += at(matrix, key * n + other);
  }
  return [placed, open];
}

/** More keys than this do not fit the bits of a number: then nothing is remembered. */
const MOST_KEYS = 30;

/** What the term's worth depends on: for each of its keys what stands in front of it, or for the last alone. */
function idOf({ keys, lastOf }: CostTerm, model: Model, partial: Partial): string | null {
  if (keys.some(({ site }) => (model.sites[site]?.keys.length ?? 0) > MOST_KEYS)) return null;
  if (lastOf !== null) {
    const decided = partial[lastOf] ?? [];
    let last = -1;
    let open = '';
    for (const { key } of keys) {
      const place = decided.indexOf(key);
      if (place < 0) open += ` ${key}`;
      else last = Math.max(last, place);
    }
    // Open keys come after all that is placed.
    if (open !== '') return `${bitsOf(decided, decided.length)}:${open}`;
    return `${decided[last]} ${bitsOf(decided, last)}`;
  }
  return keys
    .map(({ site, key }) => {
      const decided = partial[site] ?? [];
      const place = decided.indexOf(key);
      return place < 0 ? `o${bitsOf(decided, decided.length)}` : bitsOf(decided, place);
    })
    .join(' ');
}

function bitsOf(keys: readonly number[], to: number): number {
  let bits = 0;
  for (let i = 0; i < to; i++) bits |= 1 << (keys[i] ?? 0);
  return bits;
}

function playTerm(objective: Objective, { parts }: CostTerm, partial: Partial): Played {
  const { model } = objective;
  objective.work += parts.length;
  const played = parts.map((part) => playPart(model, part, partial));
  const cost = played.reduce((sum, one) => sum + one.cost, 0) / Math.max(1, model.runs.length);
  return { cost, opens: Float64Array.from(played.flatMap(({ opens }) => opens)) };
}
