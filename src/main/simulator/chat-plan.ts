import { answerFor } from './answer.ts';
import type { SchemaRefusal } from './generate/check-schema.ts';
import type { Json } from './generate/json.ts';
import { proseFor } from './generate/prose.ts';
import { randomFor } from './generate/random.ts';
import type { Schema } from './generate/schema.ts';
import type { Model } from './models.ts';
import { waitOf } from './pace.ts';
import { reasoningTokens } from './reasoning.ts';
import { stepsOf, type Writing } from './steps.ts';
import { documentTokens, proseTokens, type Token } from './text-tokens.ts';

export interface Tool {
  name: string;
  schema: Schema;
}

/** What a chat completion gives back: text of any kind, a document of a schema, or a call of each tool. */
export type Wanted =
  | { kind: 'prose' }
  | { kind: 'document'; schema: Schema }
  | { kind: 'calls'; tools: readonly Tool[] };

export interface ChatAsked {
  wanted: Wanted;
  model: Model;
  seed: number;
  maxTokens: number;
  /** A lane of reasoning comes before the answer. */
  reasoning: boolean;
  writing?: Writing;
  halved?: boolean;
}

/** Where a piece of text belongs; a number is the index of a tool call. */
export type Lane = 'reasoning' | 'content' | number;

/** Times are milliseconds since the request was read. */
export interface ChatPlan {
  start: number;
  /** A piece is a token. */
  pieces: { lane: Lane; text: string; at: number }[];
  end: number;
  finish: 'stop' | 'length' | 'tool_calls';
  /** The calls by index. */
  calls: { id: string; name: string }[];
}

export type ChatPlanned =
  | { ok: true; plan: ChatPlan }
  /** `tool` is the index of the tool whose schema it is, null where it is that of the response format. */
  | { ok: false; refusal: SchemaRefusal; tool: number | null };

/** Everything about a chat answer but its wire form; as pure as `planAnswer`, and at the same pace. */
export function planChat(asked: ChatAsked): ChatPlanned {
  const { wanted, model, seed } = asked;
  if (wanted.kind === 'prose') {
    const text = proseFor('answer', randomFor(seed, 'prose'), 120, 400);
    return planned(asked, laned('content', proseTokens(text, model, seed, 'prose')), []);
  }
  if (wanted.kind === 'document') {
    const answer = answerFor(wanted.schema, seed);
    if (!answer.ok) return { ...answer, tool: null };
    return planned(asked, laned('content', written(answer.value, asked, seed)), []);
  }
  const calls: Token[][] = [];
  for (const [index, tool] of wanted.tools.entries()) {
    // Two tools with one schema are called with different values.
    const answer = answerFor(tool.schema, seed + index);
    if (!answer.ok) return { ...answer, tool: index };
    calls.push(written(answer.value, asked, seed + index));
  }
  const named = wanted.tools.map(({ name }, index) => ({ id: callId(seed, index), name }));
  return planned(asked, interleaved(calls), named);
}

interface LanedToken extends Token {
  lane: Lane;
}

function planned(asked: ChatAsked, answer: LanedToken[], calls: ChatPlan['calls']): ChatPlanned {
  const { model, seed, maxTokens, halved = false } = asked;
  const all = asked.reasoning ? [...laned('reasoning', reasoningTokens(model, seed)), ...answer] : answer;
  const limit = halved ? Math.min(maxTokens, Math.max(1, Math.floor(all.length / 2))) : maxTokens;
  const plan: ChatPlan = { start: waitOf(model, seed), pieces: [], end: 0, finish: 'stop', calls };
  plan.end = plan.start;
  for (const { lane, text, ms } of all.slice(0, limit)) {
    plan.end += ms;
    plan.pieces.push({ lane, text, at: plan.end });
  }
  if (limit < all.length) plan.finish = 'length';
  else if (calls.length > 0) plan.finish = 'tool_calls';
  return { ok: true, plan };
}

function written(value: Json, { writing, model }: ChatAsked, seed: number): Token[] {
  return documentTokens(stepsOf(value, writing), model, seed);
}

function laned(lane: Lane, tokens: readonly Token[]): LanedToken[] {
  return tokens.map((token) => ({ ...token, lane }));
}

/** A token of each call in turn, for as long as it has any: as if they were decoded side by side. */
function interleaved(calls: readonly (readonly Token[])[]): LanedToken[] {
  const longest = Math.max(0, ...calls.map(({ length }) => length));
  const tokens: LanedToken[] = [];
  for (let turn = 0; turn < longest; turn++) {
    for (const [lane, call] of calls.entries()) {
      const token = call[turn];
      if (token !== undefined) tokens.push({ ...token, lane });
    }
  }
  return tokens;
}

function callId(seed: number, index: number): string {
  const digits = Math.floor(randomFor(seed, index, 'call')() * 2 ** 32).toString(16);
  return `call_sim${digits.padStart(8, '0')}`;
}
