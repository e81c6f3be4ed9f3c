import * as z from 'zod';
import type { ModelList } from '../../bridge/contract.ts';
import { BEARER } from '../../core/protocols/requests/request.ts';
import { requestMaker } from '../../core/protocols/requests/table.ts';
import type { Connection } from '../../core/run/draft.ts';
import type { Head } from './exchange.ts';
import { endpoint, requestHeaders } from './prepare-run.ts';
import { redactor } from './redact.ts';
import { connectionSentence, refusalSentence } from './sentences.ts';
import { client } from './streaming-client.ts';

/** A list of models is small, and a person waits for it. */
const MAX_BYTES = 4 * 1024 * 1024;
const SILENCE_MS = 10_000;
const MAX_REDIRECTS = 3;
/** As much of a refusal as is shown. */
const BODY_SHOWN = 64 * 1024;

/** As OpenAI has it, and nearly everybody after it. */
const dataList = z.object({
  data: z.array(z.object({ id: z.string(), description: z.string().optional() })),
});
/** As Gemini (`models/…`) and Ollama have it. */
const namedList = z.object({
  models: z.array(z.object({ name: z.string(), description: z.string().optional() })),
});

/** The models of an endpoint, from where its protocol lists them. Redirects are followed within the same origin alone. */
export async function listModels(
  connection: Connection,
  key: string | null,
  signal: AbortSignal,
): Promise<ModelList> {
  const redact = redactor(key);
  const text = (given: string): string => redact.text(given);
  const maker = requestMaker(connection.protocol);
  const { path, headers } = maker?.models ?? { path: 'models', headers: {} };
  const sent = { ...requestHeaders('application/json', maker?.key ?? BEARER, key), ...headers };
  const answer = await get(endpoint(connection.baseUrl, path), sent, signal, MAX_REDIRECTS);
  if ('message' in answer) return { ok: false, message: text(answer.message) };
  const { head, body, url } = answer;
  const shown = text(body.slice(0, BODY_SHOWN));
  const refusal = refusalSentence(head, url);
  if (refusal !== null) return { ok: false, message: text(refusal), status: head.status, body: shown };
  const list = modelsIn(parse(body));
  if (list === null) {
    return { ok: false, message: `${url.host} gave no list of models.`, status: head.status, body: shown };
  }
  return {
    ok: true,
    models: list.map(({ id, description }) =>
      description === undefined ? { id: text(id) } : { id: text(id), description: text(description) },
    ),
  };
}

function modelsIn(body: unknown): { id: string; description?: string | undefined }[] | null {
  const data = dataList.safeParse(body);
  if (data.success) return data.data.data;
  const named = namedList.safeParse(body);
  if (!named.success) return null;
  return named.data.models.map(({ name, ...rest }) => ({ id: name.replace(/^models\//, ''), ...rest }));
}

type Answer = { head: Head; body: string; url: URL } | { message: string };

async function get(
  url: URL,
  sent: Record<string, string>,
  signal: AbortSignal,
  redirects: number,
): Promise<Answer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let head: Head | null = null;
  const tooLarge = new AbortController();
  const { 'content-type': _none, ...headers } = sent;
  const outcome = await client.exchange(
    {
      url,
      method: 'GET',
      headers,
      body: null,
      silenceMs: SILENCE_MS,
      signal: AbortSignal.any([signal, tooLarge.signal]),
    },
    {
      sent() {},
      head(given) {
        head = given;
      },
      data(bytes) {
        size += bytes.length;
        if (size > MAX_BYTES) tooLarge.abort();
        else pieces.push(Uint8Array.from(bytes));
      },
    },
  );
  if (outcome.kind === 'silent')
    return { message: `${url.host} did not answer within ${SILENCE_MS / 1000} s.` };
  if (outcome.kind === 'failed') return { message: connectionSentence(outcome.failure, url) };
  if (outcome.kind === 'stopped' || head === null) return { message: `${url.host} gave no list of models.` };
  const { status, headers: answered }: Head = head;
  const next = status >= 300 && status < 400 ? URL.parse(answered['location'] ?? '', url.href) : null;
  // SECURITY: the key goes to the origin it was given for, and nowhere else.
  if (next !== null && next.origin === url.origin && redirects > 0)
    return get(next, sent, signal, redirects - 1);
  return { head, body: Buffer.concat(pieces).toString('utf8'), url };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
