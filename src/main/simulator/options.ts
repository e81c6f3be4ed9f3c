import type { Json } from './generate/json.ts';
import { toNumber } from './generate/schema.ts';
import { chooseFaults, type Kind, type Misbehaviour } from './misbehave/choose.ts';
import { type Refused, refused } from './refusal.ts';

/** The request's own member `simulator`: what no other gateway is asked for. */
export interface Options extends Misbehaviour {
  /** Whether the model thinks before it answers; null leaves it to the model. */
  reasoning: boolean | null;
}

/** As `GET /v1/simulator` lists them. */
export const OPTIONS: readonly { name: string; description: string }[] = [
  { name: 'faults', description: 'A list of names of faults; they compose.' },
  {
    name: 'after',
    description: 'How many messages come before what happens once. Half of them where it is not given.',
  },
  { name: 'reasoning', description: 'true or false: whether the model thinks aloud before it answers.' },
];

export function readOptions(json: Json | undefined, kind: Kind): { ok: true; options: Options } | Refused {
  if (json === undefined || json === null)
    return { ok: true, options: { faults: [], after: null, reasoning: null } };
  if (!(json instanceof Map)) return invalid('', '"simulator" must be an object such as {"faults":["cut"]}');
  for (const name of json.keys()) {
    if (OPTIONS.some((option) => option.name === name)) continue;
    const known = OPTIONS.map((option) => option.name).join(', ');
    return invalid(`.${name}`, `"simulator" has no member "${name}"; it has ${known}`);
  }
  const names = json.get('faults') ?? [];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    return invalid('.faults', '"simulator.faults" must be a list of names');
  const after = json.get('after') ?? null;
  const count = after === null ? null : toNumber(after);
  if (count === undefined || (count !== null && (!Number.isSafeInteger(count) || count < 0)))
    return invalid('.after', '"simulator.after" must be a whole number from 0');
  const reasoning = json.get('reasoning') ?? null;
  if (reasoning !== null && typeof reasoning !== 'boolean')
    return invalid('.reasoning', '"simulator.reasoning" must be true or false');
  const chosen = chooseFaults(names, kind);
  if (!chosen.ok) return invalid('.faults', chosen.message);
  return { ok: true, options: { faults: chosen.faults, after: count, reasoning } };
}

function invalid(member: string, message: string): Refused {
  return refused(400, `simulator${member}`, 'invalid_simulator', message);
}
