import { at } from './blocks.ts';
import type { Model, Site } from './optimise-model.ts';
import { addTo, type Part, playPart } from './optimise-parts.ts';

/** A gate that opens with the last of some keys of one object, in the runs in which it waits for them. */
export interface LastTerm {
  site: number;
  keys: number[];
  /** Where `keys[i]` is the last: its worth with nothing in front of it, and what each key in front of it adds. */
  alone: number[];
  added: Float64Array[];
}

/**
 * Null where the last key alone does not decide: several gates or objects (each item of an array is one), a field that
 * lies around the others, or an opening at the closing brace.
 */
export function lastTerm(
  model: Model,
  parts: readonly Part[],
  lastOf: number,
  own: number[],
): LastTerm | null {
  const share = 1 / Math.max(1, model.runs.length);
  const term: LastTerm = { site: lastOf, keys: own, alone: own.map(() => 0), added: [] };
  const n = model.sites[lastOf]?.keys.length ?? 0;
  term.added = own.map(() => new Float64Array(n));
  for (const part of parts) {
    const instances = new Set(part.targets.flatMap(({ rest }) => rest.map(({ instance }) => instance)));
    const [instance] = instances;
    const atBrace = part.bound.gates.some(({ jobs }) => jobs.some(({ condition }) => condition === 'absent'));
    const whole = part.targets.some(({ rest }) => rest.length === 0);
    if (instances.size !== 1 || instance === undefined || atBrace || whole) return null;
    const cost = part.run.instances[instance]?.cost ?? new Float64Array(n);
    for (const [i, key] of own.entries()) {
      const others = own.filter((other) => other !== key);
      const order = model.sites.map((_, site) => (site === lastOf ? [...others, key] : []));
      const played = playPart(model, part, order);
      const added = term.added[i];
      term.alone[i] = (term.alone[i] ?? 0) + share * played.cost;
      if (added !== undefined) addTo(added, 0, cost, share * played.weight);
      for (const other of others) term.alone[i] -= share * played.weight * at(cost, other);
    }
  }
  return term;
}

/** Whichever of its open keys comes last stands behind all the others, and behind all that is placed. */
export function lastWorth(
  { keys, alone, added }: LastTerm,
  { needs }: Site,
  decided: readonly number[],
): { least: number; known: boolean } {
  const open = keys.filter((key) => !decided.includes(key));
  const behind = (i: number, front: Iterable<number>): number => {
    let worth = alone[i] ?? 0;
    for (const other of front) if (other !== keys[i]) worth += at(added[i] ?? NOTHING, other);
    return worth;
  };
  if (open.length > 0) {
    const front = new Set([...decided, ...open, ...open.flatMap((key) => needs[key] ?? [])]);
    return { least: Math.min(...open.map((key) => behind(keys.indexOf(key), front))), known: false };
  }
  const place = Math.max(...keys.map((key) => decided.indexOf(key)));
  return { least: behind(keys.indexOf(decided[place] ?? 0), decided.slice(0, place)), known: true };
}

const NOTHING = new Float64Array(0);
