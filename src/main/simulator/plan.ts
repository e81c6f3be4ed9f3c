import { ANSWERS } from './answers/answers.ts';
import { checkSchema, type SchemaRefusal } from './generate/check-schema.ts';
import { escapeToken, fromPlain, type Json, writeJson } from './generate/json.ts';
import { Unsatisfiable, type Written } from './generate/making.ts';
import { randomFor } from './generate/random.ts';
import { type Schema, type SchemaDocument, schemaDocument, text } from './generate/schema.ts';
import { valueFor } from './generate/value.ts';
import type { Model } from './models.ts';
import { tokensBefore, tokensIn } from './tokens.ts';

/** What is asked of the Simulator, as far as the answer depends on it. */
export interface Asked {
  schema: Schema;
  model: Model;
  seed: number;
  maxTokens: number;
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
  const document = schemaDocument(asked.schema);
  const refusal = checkSchema(document);
  if (refusal !== null) return { ok: false, refusal };
  try {
    const value = valueFor(document, asked.seed, writtenFor(document, asked.seed));
    return { ok: true, plan: planOf(value, asked) };
  } catch (error) {
    if (!(error instanceof Unsatisfiable)) throw error;
    return { ok: false, refusal: { keyword: 'schema', pointer: error.pointer, message: error.message } };
  }
}

function planOf(value: Json, { model, seed, maxTokens }: Asked): Plan {
  const start = model.waitMs * unevenness(model.jitter / 2, randomFor(seed, 'wait'));
  const plan: Plan = { start, operations: [], end: start, truncated: false };
  let spent = 0;

  function land(pointer: string, key: string | number | null, value: Json): void {
    const opening = value instanceof Map ? '{}' : Array.isArray(value) ? '[]' : null;
    const spelled = opening ?? writeJson(value);
    const tokens =
      (key === null ? 0 : tokensBefore(key)) + (opening === null ? tokensIn(spelled) : key === null ? 1 : 0);
    if (plan.truncated) return;
    if (spent + tokens > maxTokens) {
      // The tokens that are left still take their time; what they would have begun never lands.
      plan.end += duration(model, maxTokens - spent, seed, pointer);
      plan.truncated = true;
      return;
    }
    spent += tokens;
    plan.end += duration(model, tokens, seed, pointer);
    const path = JSON.stringify(pointer);
    plan.operations.push({ text: `{"op":"add","path":${path},"value":${spelled}}`, at: plan.end });
    if (Array.isArray(value)) value.forEach((item, index) => land(`${pointer}/${index}`, index, item));
    else if (value instanceof Map)
      for (const [name, member] of value) land(`${pointer}/${escapeToken(name)}`, name, member);
  }

  land('', null, value);
  // The last brackets are one more token.
  if (!plan.truncated && spent < maxTokens) plan.end += duration(model, 1, seed, 'close');
  return plan;
}

/** Milliseconds that some tokens of one value take, the unevenness drawn for each. */
function duration(model: Model, tokens: number, seed: number, pointer: string): number {
  const mean = 1000 / model.tokensPerSecond;
  if (mean === 0 || tokens === 0) return 0;
  const random = randomFor(seed, pointer, 'pace');
  let sum = 0;
  for (let i = 0; i < tokens; i++) sum += mean * unevenness(model.jitter, random);
  return sum;
}

/** A log-normal factor of mean 1 (Box–Muller): never negative, now and then long, as token times are. */
function unevenness(sigma: number, random: () => number): number {
  if (sigma === 0) return 1;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}

/** The hand-written answer for the schema's title, in the variant that the seed draws, looked up by place. */
function writtenFor(document: SchemaDocument, seed: number): Written {
  const variants = ANSWERS.get(titleOf(document) ?? '') ?? [];
  const variant = variants[Math.floor(randomFor(seed, 'variant')() * variants.length)];
  if (variant === undefined) return () => undefined;
  const answer = fromPlain(variant);
  return (tokens) => {
    let node: Json | undefined = answer;
    for (const token of tokens) {
      if (Array.isArray(node)) node = node[Number(token)];
      else node = node instanceof Map ? node.get(token) : undefined;
    }
    return node;
  };
}

function titleOf({ root, resolve }: SchemaDocument): string | undefined {
  if (typeof root === 'boolean') return undefined;
  const own = text(root, 'title');
  const reference = text(root, '$ref');
  if (own !== undefined || reference === undefined) return own;
  const target = resolve(reference);
  return target instanceof Map ? text(target, 'title') : undefined;
}
