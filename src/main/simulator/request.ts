import { randomInt } from 'node:crypto';

import type { ChatAsked } from './chat-plan.ts';
import type { ChatHead } from './chat-wire.ts';
import { type Json, type JsonObject, member, readJson, writeJson } from './generate/json.ts';
import { toNumber } from './generate/schema.ts';
import { isHalved, type Kind, type Misbehaviour, writingOf } from './misbehave/choose.ts';
import type { Framing } from './misbehave/frame.ts';
import { modelById, MODELS } from './models.ts';
import { readOptions } from './options.ts';
import type { Asked } from './plan.ts';
import { type Refused, refused } from './refusal.ts';
import { tokensIn } from './tokens.ts';
import { MISSING_SCHEMA, readFormat, readWanted } from './wanted.ts';

/** A request that was understood. */
export type Order = { misbehaviour: Misbehaviour } & (
  | { kind: 'patch'; asked: Asked; framing: Framing }
  | { kind: 'chat'; asked: ChatAsked; head: ChatHead; stream: boolean }
);

export type ReadRequest = { ok: true; order: Order } | Refused;

/** Reads the body of `POST /v1/chat/completions`. The schema keeps the order of its text. */
export function readRequest(body: string, accept: string | undefined): ReadRequest {
  const read = readJson(body);
  if (!read.ok) return refused(400, null, 'invalid_json', `the body is not JSON: ${read.message}`);
  if (!(read.json instanceof Map))
    return refused(400, null, 'invalid_json', 'the body must be a JSON object');
  const request = read.json;

  const id = request.get('model');
  if (typeof id !== 'string')
    return refused(400, 'model', 'missing_model', `"model" is missing. ${modelsInWords()}`);
  const model = modelById(id);
  if (model === undefined)
    return refused(404, 'model', 'model_not_found', `there is no model "${id}". ${modelsInWords()}`);
  const messages = request.get('messages');
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage)) {
    const message = '"messages" must be a list of {"role", "content"}, at least one';
    return refused(400, 'messages', 'invalid_messages', message);
  }
  const kind = kindOf(request.get('stream') ?? false, accept);
  if (kind === null) {
    const message =
      'this "stream" is not known: send "stream": "patch" for operations, true for chat chunks, false for one JSON answer';
    return refused(400, 'stream', 'unsupported_stream', message);
  }
  const given = readNumbers(request);
  if (!given.ok) return given;
  const own = readOptions(request.get('simulator'), kind);
  if (!own.ok) return own;
  const misbehaviour = own.options;

  const common = {
    model,
    seed: given.seed ?? randomInt(2 ** 31),
    maxTokens: given.maxTokens ?? Infinity,
    reasoning: misbehaviour.reasoning ?? model.reasons ?? false,
    writing: writingOf(misbehaviour),
    halved: isHalved(misbehaviour),
  };
  if (kind.dialect === 'patch') {
    const format = readFormat(request.get('response_format'));
    if (!format.ok) return format;
    const { schema } = format;
    if (schema === null) return refused(400, 'response_format', 'missing_schema', MISSING_SCHEMA);
    // Operations repeat a member in their own text, not in the document's.
    const writing = { ...common.writing, repeatedMember: false };
    const asked = { ...common, schema, writing };
    return { ok: true, order: { kind: 'patch', asked, framing: kind.framing, misbehaviour } };
  }
  const wanted = readWanted(request);
  if (!wanted.ok) return wanted;
  const usage = request.get('stream_options');
  const head = {
    id: `chatcmpl-sim${common.seed}`,
    model: model.id,
    promptTokens: tokensIn(writeJson(messages)),
    usage: member(usage, 'include_usage') === true,
    usageEverywhere: member(usage, 'continuous_usage_stats') === true,
  };
  const asked = { ...common, wanted: wanted.wanted };
  return { ok: true, order: { kind: 'chat', asked, head, stream: kind.stream, misbehaviour } };
}

function kindOf(stream: Json, accept: string | undefined): Kind | null {
  if (stream === 'patch') return { stream: true, framing: framingFor(accept), dialect: 'patch' };
  return typeof stream === 'boolean' ? { stream, framing: 'sse', dialect: 'chat' } : null;
}

/** SSE where it is asked for by name and not after NDJSON; whatever else is accepted gets NDJSON. */
function framingFor(accept: string | undefined): Framing {
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
  const sse = types.indexOf('text/event-stream');
  const ndjson = types.indexOf('application/x-ndjson');
  return sse >= 0 && (ndjson < 0 || sse < ndjson) ? 'sse' : 'ndjson';
}

type Numbers = { ok: true; seed: number | undefined; maxTokens: number | undefined } | Refused;

function readNumbers(request: JsonObject): Numbers {
  const seed = whole(request.get('seed'), Number.MIN_SAFE_INTEGER);
  if (seed === null) return refused(400, 'seed', 'invalid_seed', '"seed" must be a whole number');
  const name = request.has('max_completion_tokens') ? 'max_completion_tokens' : 'max_tokens';
  const maxTokens = whole(request.get(name), 1);
  if (maxTokens === null)
    return refused(400, name, 'invalid_max_tokens', `"${name}" must be a whole number from 1`);
  if ((whole(request.get('n'), 1) ?? 1) !== 1)
    return refused(400, 'n', 'unsupported_n', 'the Simulator gives one choice: leave "n" out');
  return { ok: true, seed, maxTokens };
}

/** Undefined where it is missing (or null, as some clients spell it), null where it is no whole number in range. */
function whole(json: Json | undefined, least: number): number | null | undefined {
  if (json === undefined || json === null) return undefined;
  const value = toNumber(json);
  return value !== undefined && Number.isSafeInteger(value) && value >= least ? value : null;
}

function modelsInWords(): string {
  return `The Simulator has ${MODELS.map((model) => model.id).join(', ')}.`;
}

/** An assistant's message may consist of tool calls alone. */
function isMessage(message: Json): boolean {
  const said = member(message, 'content') !== undefined || member(message, 'tool_calls') !== undefined;
  return typeof member(message, 'role') === 'string' && said;
}
