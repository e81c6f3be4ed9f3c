import { answerFor } from './answer.ts';
import type { SchemaRefusal } from './generate/check-schema.ts';
import type { Schema } from './generate/schema.ts';
import type { Model } from './models.ts';
import { tokenTimes, waitOf } from './pace.ts';
import { reasoningTokens } from './reasoning.ts';
import { type Step, stepsOf, type Writing } from './steps.ts';

/** What is asked of the Simulator, as far as the answer depends on it. */
export interface Asked {
  schema: Schema;
  model: Model;
  seed: number;
  maxTokens: number;
  /** It thinks before it answers; an operation stream has no lane for that and only starts later. */
  reasoning?: boolean;
  writing?: Writing;
  /** Half of the tokens that the answer needs are all it gets. */
  halved?: boolean;
}

/** Times are milliseconds since the request was read. */
export interface Plan {
  /** When the head of the response goes out. */
  start: number;
  /** Each operation's JSON, and when the last token of its value would have come. */
  operations: { text: string; at: number }[];
  end: number;
  /** Whether `max_tokens` cut it short. */
  truncated: boolean;
}

export type Planned = { ok: true; plan: Plan } | { ok: false; refusal: SchemaRefusal };

/**
 * Schema → values → tokens → times, without doing anything: the same request with the same seed is the same plan.
 *
 * What a value costs depends on (seed, pointer) and its text, never on its place, so that moving a field moves its
 * time with it and leaves the others' as they were. Brackets and commas that close count to what follows them.
 */
export function planAnswer(asked: Asked): Planned {
  const answer = answerFor(asked.schema, asked.seed);
  return answer.ok ? { ok: true, plan: planOf(stepsOf(answer.value, asked.writing), asked) } : answer;
}

function planOf(steps: readonly Step[], asked: Asked): Plan {
  const { model, seed, maxTokens, reasoning = false, halved = false } = asked;
  const start = waitOf(model, seed);
  const plan: Plan = { start, operations: [], end: start, truncated: false };
  if (reasoning) plan.end += sum(reasoningTokens(model, seed).map(({ ms }) => ms));
  let left = halved ? Math.min(maxTokens, halfOf(steps)) : maxTokens;
  for (const { pointer, spelled, tokens } of steps) {
    // The tokens that are left still take their time; what they would have begun never lands.
    plan.end += sum(tokenTimes(model, Math.min(tokens, left), seed, pointer));
    if (tokens > left) {
      plan.truncated = true;
      return plan;
    }
    left -= tokens;
    const path = JSON.stringify(pointer);
    plan.operations.push({ text: `{"op":"add","path":${path},"value":${spelled}}`, at: plan.end });
  }
  // The last brackets are one more token.
  if (left > 0) plan.end += sum(tokenTimes(model, 1, seed, 'close'));
  return plan;
}

function halfOf(steps: readonly Step[]): number {
  return Math.max(1, Math.floor(sum(steps.map(({ tokens }) => tokens)) / 2));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
