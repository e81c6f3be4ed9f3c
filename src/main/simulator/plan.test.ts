import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readJson } from './generate/json.ts';
import { asSchema } from './generate/schema.ts';
import { MODELS } from './models.ts';
import { type Plan, planAnswer } from './plan.ts';

function planOf(
  schemaText: string,
  { seed = 7, model = 'sim/steady-40tps', maxTokens = Infinity, reasoning = false, halved = false } = {},
): Plan {
  const read = readJson(schemaText);
  const schema = read.ok ? asSchema(read.json) : undefined;
  const pace = MODELS.find(({ id }) => id === model);
  if (schema === undefined || pace === undefined) throw new Error('no such schema or model');
  const planned = planAnswer({ schema, model: pace, seed, maxTokens, reasoning, halved });
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.plan;
}

const TICKET: readonly (readonly [string, string])[] = [
  ['intent', '{"enum":["billing","technical"]}'],
  ['urgency', '{"enum":["low","high"]}'],
  ['reply', '{"type":"string","maxLength":400}'],
  ['nick', '{"anyOf":[{"type":"string"},{"type":"null"}]}'],
  [
    'steps',
    '{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}',
  ],
];

function ticket(properties: readonly (readonly [string, string])[], title = 'Mine'): string {
  const members = properties.map(([name, schema]) => `"${name}":${schema}`).join(',');
  return `{"title":"${title}","type":"object","properties":{${members}},"required":["intent","urgency","reply"]}`;
}

/** Each top-level field's lines, and the time from the field before it, by name. */
function blocks(plan: Plan): Map<string, { lines: string[]; cost: number }> {
  const found = new Map<string, { lines: string[]; cost: number }>();
  let before = plan.operations[0]?.at ?? 0;
  for (const { text, at } of plan.operations.slice(1)) {
    const name = /"path":"\/(\w+)/.exec(text)?.[1] ?? '';
    const block = found.get(name) ?? { lines: [], cost: 0 };
    found.set(name, { lines: [...block.lines, text], cost: block.cost + at - before });
    before = at;
  }
  return found;
}

describe('planAnswer', () => {
  it('should give the same bytes and delays for the same seed, and others for another', () => {
    for (const { id } of MODELS) {
      expect(planOf(ticket(TICKET), { model: id })).toEqual(planOf(ticket(TICKET), { model: id }));
    }
    const seeds = Array.from({ length: 10 }, (_, seed) => JSON.stringify(planOf(ticket(TICKET), { seed })));
    expect(new Set(seeds).size).toBe(10);
  });

  it('should keep value and cost of a field wherever it stands', () => {
    const model = fc.constantFrom(...MODELS.map(({ id }) => id));
    const title = fc.constantFrom('Mine', 'SupportTicket');
    const order = fc.shuffledSubarray([...TICKET], { minLength: TICKET.length });
    fc.assert(
      fc.property(order, fc.nat(), model, title, (properties, seed, id, named) => {
        const declared = blocks(planOf(ticket(TICKET, named), { seed, model: id }));
        const moved = blocks(planOf(ticket(properties, named), { seed, model: id }));
        expect([...moved.keys()]).toEqual(
          properties.map(([name]) => name).filter((name) => declared.has(name)),
        );
        for (const [name, block] of moved) {
          expect(block.lines).toEqual(declared.get(name)?.lines);
          expect(block.cost).toBeCloseTo(declared.get(name)?.cost ?? NaN, 6);
        }
      }),
    );
  });

  it('should land a routing field some tens of milliseconds after the seed, and prose much later', () => {
    const [root, intent, , reply] = planOf(ticket(TICKET.slice(0, 3), 'SupportTicket')).operations;
    expect(intent?.text).toBe('{"op":"add","path":"/intent","value":"billing"}');
    const gap = (intent?.at ?? 0) - (root?.at ?? 0);
    expect(gap).toBeGreaterThan(20);
    expect(gap).toBeLessThan(100);
    expect((reply?.at ?? 0) - (root?.at ?? 0)).toBeGreaterThan(1000);
  });

  it('should plan times that never go back, all of them zero for the instant model', () => {
    for (const { id } of MODELS) {
      const { start, operations, end } = planOf(ticket(TICKET), { model: id });
      const times = [start, ...operations.map(({ at }) => at), end];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      if (id === 'sim/instant') expect(new Set(times)).toEqual(new Set([0]));
    }
  });

  it('should stop at max_tokens as if the rest had never been asked for', () => {
    const whole = planOf(ticket(TICKET));
    for (let maxTokens = 1; maxTokens < 40; maxTokens++) {
      const cut = planOf(ticket(TICKET), { maxTokens });
      expect(cut.operations).toEqual(whole.operations.slice(0, cut.operations.length));
      expect(cut.truncated).toBe(cut.operations.length < whole.operations.length);
      expect(cut.end).toBeLessThanOrEqual(whole.end);
    }
    expect(planOf(ticket(TICKET), { maxTokens: 3 }).operations).toHaveLength(2);
  });

  it('should only start later where the model thinks first', () => {
    const plain = planOf(ticket(TICKET));
    const thought = planOf(ticket(TICKET), { reasoning: true });
    expect(thought.start).toBe(plain.start);
    expect(thought.operations.map(({ text }) => text)).toEqual(plain.operations.map(({ text }) => text));
    const late = thought.end - plain.end;
    expect(late).toBeGreaterThan(500);
    thought.operations.forEach(({ at }, i) =>
      expect(at - late).toBeCloseTo(plain.operations[i]?.at ?? NaN, 6),
    );
  });

  it('should stop half-way with half of the tokens', () => {
    const whole = planOf(ticket(TICKET));
    const half = planOf(ticket(TICKET), { halved: true });
    expect(half.truncated).toBe(true);
    expect(half.operations).toEqual(whole.operations.slice(0, half.operations.length));
    expect(half.operations.length).toBeGreaterThan(0);
  });

  it('should answer a schema it knows by its title, and drop what no longer fits', () => {
    const known = planOf(ticket(TICKET.slice(0, 3), 'SupportTicket')).operations.map(({ text }) => text);
    expect(known[3]).toMatch(/charge/);
    const short = TICKET.slice(0, 2).concat([['reply', '{"type":"string","maxLength":20}']]);
    const edited = planOf(ticket(short, 'SupportTicket')).operations.map(({ text }) => text);
    expect(edited.slice(0, 3)).toEqual(known.slice(0, 3));
    const reply: unknown = JSON.parse(/"value":(.*)\}$/.exec(edited[3] ?? '')?.[1] ?? 'null');
    expect(String(reply).length).toBeLessThanOrEqual(20);
  });
});
