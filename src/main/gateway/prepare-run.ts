import { randomUUID } from 'node:crypto';
import type { StartResult } from '../../bridge/contract.ts';
import type { CaptureHeader } from '../../core/capture/header.ts';
import { type Connection, DEFAULT_TIMEOUT_S, type Draft } from '../../core/run/draft.ts';
import type { KeyHeader, RequestMaker } from '../../core/protocols/requests/request.ts';
import { wishing } from '../../core/run/simulator-wish.ts';
import { requestMaker } from '../../core/protocols/requests/table.ts';
import { type ProtocolId, protocol } from '../../core/protocols/table.ts';
import { version } from '../home.ts';
import { baseUrlProblem } from '../settings/connections.ts';
import { redactor } from './redact.ts';

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

/** Makes the request that the connection's protocol has, or says what is missing. Nothing has been sent when it says so. */
export function prepareRun({ draft, connection, model: asked, key }: RunOrder): Prepared {
  const problem = baseUrlProblem(connection.baseUrl);
  if (problem !== null) return missing('url', problem);
  if (connection.secret !== null && key === null) {
    return missing(
      'key',
      `${connection.name} needs a key, and there is none under ${connection.secret}. Enter it in the connection, or set the environment variable ${connection.secret} and start Landfall again.`,
    );
  }
  const maker = requestMaker(connection.protocol);
  if (maker === null) {
    const { title } = protocol(connection.protocol);
    return missing(
      'protocol',
      `Landfall reads ${title}, but nobody has said what to send for it. Open a recording of it instead.`,
    );
  }
  const model = asked || connection.model;
  if (model === '') return missing('model', `Choose a model of ${connection.name} first.`);
  const fault = jsonFault(draft.schema);
  if (fault !== null) return missing('schema', fault);

  const request = maker.request({ draft: wishing(draft, connection), connection, model });
  const url = endpoint(connection.baseUrl, request.path);
  for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, value);
  const header = headerOf({ draft, connection, model, key }, maker, url, request.body);
  return {
    ok: true,
    run: {
      url,
      headers: { ...requestHeaders(connection.accept, maker.key, key), ...request.headers },
      body: request.body,
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

/** `identity`: a proxy that compresses also batches, and the times would be its own. */
export function requestHeaders(
  accept: string,
  { name, prefix }: KeyHeader,
  key: string | null,
): Record<string, string> {
  return {
    ...(key === null ? {} : { [name]: `${prefix}${key}` }),
    accept: accept || '*/*',
    'accept-encoding': 'identity',
    'content-type': 'application/json',
  };
}

function headerOf(
  { draft, connection, model, key }: RunOrder,
  maker: RequestMaker,
  url: URL,
  body: string,
): CaptureHeader {
  const { schema, ...rest } = draft;
  return {
    $: 'patchcap',
    v: 1,
    id: randomUUID(),
    app: `landfall/${version}`,
    wall: new Date().toISOString(),
    clock: 'monotonic',
    t0: 'request-sent',
    source: { protocol: connection.protocol },
    // A query may hold a key under any name; it is sent and not kept.
    request: { method: 'POST', url: url.origin + url.pathname, accept: connection.accept || '*/*', body },
    schema,
    draft: rest,
    connection: { name: connection.name, kind: connection.kind, model },
    redacted: [
      ...(key === null ? [] : [maker.key.name]),
      ...(new URL(connection.baseUrl).search === '' ? [] : ['query']),
    ],
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
