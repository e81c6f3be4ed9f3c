import { randomUUID } from 'node:crypto';
import type { StartResult } from '../../bridge/contract.ts';
import type { CaptureHeader } from '../../core/capture/header.ts';
import { type Connection, DEFAULT_TIMEOUT_S, type Draft } from '../../core/run/draft.ts';
import type { ProtocolId } from '../../core/protocols/table.ts';
import { version } from '../home.ts';
import { baseUrlProblem } from '../settings/connections.ts';
import { redactor } from './redact.ts';
import { wishing } from './simulator-wish.ts';

/** All that `streamRun` needs. The key is in here: a prepared run never leaves main. */
export interface PreparedRun {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** What a capture says of the request; without the key. The framing is added when it is known. */
  header: CaptureHeader;
  protocol: ProtocolId;
  key: string | null;
  /** The longest silence, in milliseconds. */
  silenceMs: number;
}

type Problem = Extract<StartResult, { ok: false }>['problem'];
export type Prepared = { ok: true; run: PreparedRun } | { ok: false; problem: Problem };

export interface RunOrder {
  draft: Draft;
  connection: Connection;
  /** The model asked for; empty takes the connection's own. */
  model: string;
  key: string | null;
}

/**
 * Makes the request as the dottxt SDK (dottxt-python 0.3) makes it, or says what is missing. Nothing has been sent when it says so.
 */
export function prepareRun({ draft, connection, model: asked, key }: RunOrder): Prepared {
  const problem = baseUrlProblem(connection.baseUrl);
  if (problem !== null) return missing('url', problem);
  if (connection.secret !== null && key === null) {
    return missing(
      'key',
      `${connection.name} needs a key, and there is none under ${connection.secret}. Enter it in the connection, or set the environment variable ${connection.secret} and start Landfall again.`,
    );
  }
  const model = asked || connection.model;
  if (model === '') return missing('model', `Choose a model of ${connection.name} first.`);
  const fault = jsonFault(draft.schema);
  if (fault !== null) return missing('schema', fault);

  const url = completionsUrl(connection.baseUrl);
  const body = requestBody(wishing(draft, connection), model);
  const header = headerOf({ draft, connection, model, key }, url, body);
  return {
    ok: true,
    run: {
      url,
      headers: requestHeaders(connection.accept, key),
      body,
      header: redactor(key).deep(header),
      protocol: connection.protocol,
      key,
      silenceMs: (draft.params.timeout ?? DEFAULT_TIMEOUT_S) * 1000,
    },
  };
}

/** `baseUrl` with a path appended, whatever slashes it ends in; a query stays where it was. */
export function endpoint(baseUrl: string, path: string): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  return url;
}

function completionsUrl(baseUrl: string): URL {
  return endpoint(baseUrl, 'chat/completions');
}

/** `identity`: a proxy that compresses also batches, and the times would be its own. */
export function requestHeaders(accept: string, key: string | null): Record<string, string> {
  return {
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    accept: accept || '*/*',
    'accept-encoding': 'identity',
    'content-type': 'application/json',
  };
}

/** Members that the request sets itself; in `extra` they would stand twice in one object. */
const OURS = ['model', 'messages', 'response_format', 'stream'];

/**
 * Members in the order of the SDK: the caller's own, then ours. The schema's text is spliced in as it was written:
 * parsing and printing it would re-order integer-like keys and respell numbers.
 */
function requestBody(draft: Draft, model: string): string {
  const { temperature, max_tokens, seed } = draft.params;
  const given = Object.entries({ temperature, max_tokens, seed }).filter(([, value]) => value !== undefined);
  const taken = new Set([...OURS, ...given.map(([name]) => name)]);
  const extra = Object.entries(draft.extra).filter(([name]) => !taken.has(name));
  const messages = typeof draft.input === 'string' ? [{ role: 'user', content: draft.input }] : draft.input;
  const members = [
    ...extra.map(([name, value]) => member(name, value)),
    member('model', model),
    member('messages', messages),
    `"response_format":{"type":"json_schema","json_schema":{"name":"response","schema":${draft.schema}}}`,
    ...given.map(([name, value]) => member(name, value)),
    member('stream', 'patch'),
  ];
  return `{${members.join(',')}}`;
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function headerOf({ draft, connection, model, key }: RunOrder, url: URL, body: string): CaptureHeader {
  const { schema, ...rest } = draft;
  return {
    $: 'patchcap',
    v: 1,
    id: randomUUID(),
    app: `landfall/${version}`,
    wall: new Date().toISOString(),
    clock: 'performance.now',
    t0: 'request-sent',
    source: { protocol: connection.protocol },
    // A query may hold a key under any name; it is sent and not kept.
    request: { method: 'POST', url: url.origin + url.pathname, accept: connection.accept || '*/*', body },
    schema,
    draft: rest,
    connection: { name: connection.name, kind: connection.kind, model },
    redacted: [...(key === null ? [] : ['authorization']), ...(url.search === '' ? [] : ['query'])],
    ...(draft.title === '' ? {} : { label: draft.title }),
    tags: [],
    ...(connection.kind === 'simulator' ? { simulated: true } : {}),
  };
}

function jsonFault(schema: string): string | null {
  try {
    const value: unknown = JSON.parse(schema);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return null;
    return 'The schema is not a JSON object.';
  } catch (error) {
    return `The schema is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function missing(what: Problem['what'], message: string): Prepared {
  return { ok: false, problem: { what, message } };
}
