import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { waitUntil } from './clock.ts';
import { deliver, untilGone } from './deliver.ts';
import { replyInstead } from './misbehave/choose.ts';
import type { Here, Reply } from './misbehave/fault.ts';
import { REDIRECTED_PATH } from './misbehave/refusals.ts';
import { listedFaults } from './misbehave/table.ts';
import { MODELS } from './models.ts';
import { OPTIONS } from './options.ts';
import type { Refusal } from './refusal.ts';
import { readRequest } from './request.ts';
import { respond } from './respond.ts';

/** Far beyond any schema; a body is held in memory whole. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Everything the Simulator says carries this, so that nothing it made can be taken for a model's. */
const MARK = 'x-landfall-simulated';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  begun: number;
  /** Aborts when the client goes away. */
  gone: AbortSignal;
}

type Handler = (exchange: Exchange) => Promise<void> | void;

const ROUTES = new Map<string, { method: 'GET' | 'POST'; handler: Handler }>([
  ['/v1/models', { method: 'GET', handler: listModels }],
  ['/v1/simulator', { method: 'GET', handler: listFaults }],
  ['/v1/chat/completions', { method: 'POST', handler: complete }],
  [REDIRECTED_PATH, { method: 'POST', handler: complete }],
]);

/** The Simulator's HTTP side. Needs no key and ignores one. */
export function createSimulatorServer(): Server {
  const server = createServer((request, response) => {
    response.setHeader(MARK, '1');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const path = new URL(request.url ?? '/', 'http://simulator').pathname;
    const exchange = { request, response, path, begun: performance.now(), gone: gone.signal };
    handle(exchange).catch((error: unknown) => {
      if (gone.signal.aborted) return;
      if (response.headersSent) response.destroy();
      else
        refuse(response, { status: 500, message: messageOf(error), param: null, code: 'simulator_failed' });
    });
  });
  // A paced answer may be silent for as long as its pace says.
  server.requestTimeout = 0;
  server.timeout = 0;
  return server;
}

async function handle(exchange: Exchange): Promise<void> {
  const { request, response, path } = exchange;
  const route = ROUTES.get(path);
  if (route === undefined) {
    const message = `there is nothing at ${path}; the Simulator has GET /v1/models, GET /v1/simulator and POST /v1/chat/completions`;
    return refuse(response, { status: 404, message, param: null, code: 'not_found' });
  }
  if (request.method !== route.method) {
    response.setHeader('allow', route.method);
    const message = `${path} takes ${route.method}`;
    return refuse(response, { status: 405, message, param: null, code: 'method_not_allowed' });
  }
  return route.handler(exchange);
}

function listModels({ response }: Exchange): void {
  const data = MODELS.map(({ id, description }) => {
    return { id, object: 'model', created: 0, owned_by: 'landfall', description };
  });
  answer(response, 200, JSON.stringify({ object: 'list', data }));
}

/** What may stand in the request's member `simulator`, for windows that offer it. */
function listFaults({ response }: Exchange): void {
  answer(response, 200, JSON.stringify({ object: 'simulator', options: OPTIONS, faults: listedFaults() }));
}

async function complete({ request, response, path, begun, gone }: Exchange): Promise<void> {
  const body = await bodyOf(request);
  if (body === null) {
    const message = `the body is over ${MAX_BODY_BYTES / 1024 / 1024} MiB`;
    return refuse(response, { status: 413, message, param: null, code: 'body_too_large' });
  }
  const read = readRequest(body, request.headers.accept);
  if (!read.ok) return refuse(response, read.refusal);
  const { order } = read;
  const instead = replyInstead(order.misbehaviour, hereOf(request), path === REDIRECTED_PATH);
  if (instead !== undefined) return reply(response, instead, gone);
  const responded = respond(order);
  if (!responded.ok) return refuse(response, responded.refusal);
  if (responded.kind === 'stream') return deliver(response, responded.delivery, begun, gone);
  await waitUntil(begun + responded.at, gone);
  answer(response, 200, responded.json, responded.gzip);
}

function hereOf({ socket, headers }: IncomingMessage): Here {
  return { port: socket.localPort ?? 0, hostname: (headers.host ?? '').replace(/:\d+$/, '') };
}

async function reply(response: ServerResponse, reply: Reply, gone: AbortSignal): Promise<void> {
  switch (reply.kind) {
    case 'answer':
      response.writeHead(reply.status, reply.headers).end(reply.body);
      return;
    case 'hang-up':
      response.destroy();
      return;
    case 'silence':
      await untilGone(gone);
  }
}

/** The body as text; null where it is too large: read to its end all the same, or the client would miss the answer. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= MAX_BODY_BYTES) pieces.push(piece);
  }
  if (bytes > MAX_BODY_BYTES) return null;
  return Buffer.concat(pieces).toString('utf8');
}

function refuse(response: ServerResponse, { status, message, param, code }: Refusal): void {
  const error = { message, type: 'invalid_request_error', param, code };
  answer(response, status, JSON.stringify({ error }));
}

function answer(response: ServerResponse, status: number, json: string, gzip = false): void {
  const headers = { 'content-type': 'application/json' };
  if (!gzip) response.writeHead(status, headers).end(json);
  else response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(json));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
