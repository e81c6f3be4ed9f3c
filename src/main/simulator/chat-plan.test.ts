import { describe, expect, it } from 'vitest';

import { type ChatAsked, type ChatPlan, planChat } from './chat-plan.ts';
import { readJson } from './generate/json.ts';
import { asSchema, type Schema } from './generate/schema.ts';
import { MODELS, modelById } from './models.ts';
import { planAnswer } from './plan.ts';

function schemaOf(text: string): Schema {
  const read = readJson(text);
  const schema = read.ok ? asSchema(read.json) : undefined;
  if (schema === undefined) throw new Error('no schema');
  return schema;
}

const TICKET = schemaOf(
  '{"title":"SupportTicket","type":"object","properties":{"intent":{"enum":["billing"]},"tags":{"type":"array","items":{"type":"string"},"minItems":3},"a":{"type":"object"},"reply":{"type":"string"}},"required":["intent","tags","a","reply"]}',
);

function planOf(members: Partial<ChatAsked> = {}): ChatPlan {
  const model = modelById('sim/jittery-60tps');
  if (model === undefined) throw new Error('no such model');
  const planned = planChat({
    wanted: { kind: 'document', schema: TICKET },
    model,
    seed: 7,
    maxTokens: Infinity,
    reasoning: false,
    ...members,
  });
  if (!planned.ok) throw new Error(planned.refusal.message);
  return planned.plan;
}

describe('planChat', () => {
  it('should keep the pace of the patch stream: each leaf is whole when its operation would land', () => {
    for (const model of MODELS) {
      const patch = planAnswer({ schema: TICKET, model, seed: 7, maxTokens: Infinity });
      if (!patch.ok) throw new Error(patch.refusal.message);
      const { pieces, start, end } = planOf({ model });
      expect(start).toBe(patch.plan.start);
      expect(end).toBeCloseTo(patch.plan.end, 6);
      const leaf = pieces.find((_, i) =>
        pieces
          .slice(0, i + 1)
          .map(({ text }) => text)
          .join('')
          .endsWith('"billing"'),
      );
      expect(leaf?.at).toBeCloseTo(patch.plan.operations[1]?.at ?? NaN, 6);
    }
  });

  it('should count a piece as a token, and stop at max_tokens as if the rest had never been asked for', () => {
    const whole = planOf();
    for (let maxTokens = 1; maxTokens < whole.pieces.length; maxTokens++) {
      const cut = planOf({ maxTokens });
      expect(cut.pieces).toEqual(whole.pieces.slice(0, maxTokens));
      expect(cut.finish).toBe('length');
    }
    expect(planOf({ maxTokens: whole.pieces.length })).toEqual(whole);
    expect(planOf({ halved: true }).pieces).toHaveLength(Math.floor(whole.pieces.length / 2));
  });

  it('should spend tokens on reasoning first', () => {
    const { pieces } = planOf({ reasoning: true });
    const thoughts = pieces.filter(({ lane }) => lane === 'reasoning').length;
    expect(thoughts).toBeGreaterThan(20);
    expect(pieces.slice(0, thoughts).every(({ lane }) => lane === 'reasoning')).toBe(true);
    const starved = planOf({ reasoning: true, maxTokens: thoughts });
    expect(starved.finish).toBe('length');
    expect(starved.pieces.every(({ lane }) => lane === 'reasoning')).toBe(true);
  });

  it('should call every tool, in turns, and two of one schema with different values', () => {
    const tools = [
      { name: 'a', schema: TICKET },
      { name: 'b', schema: schemaOf('{"type":"string","minLength":40}') },
      { name: 'c', schema: schemaOf('{"type":"string","minLength":40}') },
    ];
    const { pieces, calls, finish } = planOf({ wanted: { kind: 'calls', tools } });
    expect(pieces.slice(0, 6).map(({ lane }) => lane)).toEqual([0, 1, 2, 0, 1, 2]);
    expect(calls.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(finish).toBe('tool_calls');
    const text = (lane: number) =>
      pieces
        .filter((piece) => piece.lane === lane)
        .map((piece) => piece.text)
        .join('');
    expect(text(1)).not.toBe(text(2));
    const times = pieces.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
