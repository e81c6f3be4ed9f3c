import { randomInt } from 'node:crypto';

import { type Json, type JsonObject, readJson } from './generate/json.ts';
import { asSchema, toNumber } from './generate/schema.ts';
import { modelById, MODELS } from './models.ts';
import type { Asked } from './plan.ts';

/** A request that is not answered with a stream, in the shape that OpenAI-compatible clients read. */
export interface Refusal {
  status: number;
  message: string;
  param: string | null;
  code: string;
}

export type ReadRequest = { ok: true; asked: Asked } | { ok: false; refusal: Refusal };

/** Reads the body of `POST /v1/chat/completions`. The schema keeps the order of its text. */
export function readRequest(body: string): ReadRequest {
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

  if (request.get('stream') !== 'patch') {
    const message = 'the Simulator streams JSON Patch operations only: send "stream": "patch"';
    return refused(400, 'stream', 'unsupported_stream', message);
  }
  const messages = request.get('messages');
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage)) {
    return refused(
      400,
      'messages',
      'invalid_messages',
      '"messages" must be a list of {"role", "content"}, at least one',
    );
  }
  const schema = asSchema(member(member(request.get('response_format'), 'json_schema'), 'schema'));
  if (schema === undefined || member(request.get('response_format'), 'type') !== 'json_schema') {
    const message =
      'a schema is missing: send "response_format": {"type":"json_schema","json_schema":{"name":…,"schema":…}}';
    return refused(400, 'response_format', 'missing_schema', message);
  }
  const seed = whole(request, 'seed', Number.MIN_SAFE_INTEGER);
  if (seed === null) return refused(400, 'seed', 'invalid_seed', '"seed" must be a whole number');
  const maxTokens = whole(request, 'max_tokens', 1);
  if (maxTokens === null)
    return refused(400, 'max_tokens', 'invalid_max_tokens', '"max_tokens" must be a whole number from 1');
  return {
    ok: true,
    asked: { schema, model, seed: seed ?? randomInt(2 ** 31), maxTokens: maxTokens ?? Infinity },
  };
}

function refused(status: number, param: string | null, code: string, message: string): ReadRequest {
  return { ok: false, refusal: { status, message, param, code } };
}

function modelsInWords(): string {
  return `The Simulator has ${MODELS.map((model) => model.id).join(', ')}.`;
}

function member(json: Json | undefined, name: string): Json | undefined {
  return json instanceof Map ? json.get(name) : undefined;
}

function isMessage(message: Json): boolean {
  return typeof member(message, 'role') === 'string' && member(message, 'content') !== undefined;
}

/** Undefined where it is missing (or null, as some clients spell it), null where it is no whole number in range. */
function whole(request: JsonObject, name: string, least: number): number | null | undefined {
  const json = request.get(name);
  if (json === undefined || json === null) return undefined;
  const value = toNumber(json);
  return value !== undefined && Number.isSafeInteger(value) && value >= least ? value : null;
}
