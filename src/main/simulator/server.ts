import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { deliver, type Framing } from './deliver.ts';
import { MODELS } from './models.ts';
import { planAnswer } from './plan.ts';
import { readRequest, type Refusal } from './request.ts';

/** Far beyond any schema; a body is held in memory whole. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Everything the Simulator says carries this, so that nothing it made can be taken for a model's. */
const MARK = 'x-landfall-simulated';

/** The Simulator's HTTP side: `GET /v1/models` and `POST /v1/chat/completions`. Needs no key and ignores one. */
export function createSimulatorServer(): Server {
  const server = createServer((request, response) => {
    response.setHeader(MARK, '1');
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    handle(request, response, gone.signal).catch((error: unknown) => {
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

async function handle(request: IncomingMessage, response: ServerResponse, gone: AbortSignal): Promise<void> {
  const begun = performance.now();
  const path = new URL(request.url ?? '/', 'http://simulator').pathname;
  const method = METHODS.get(path);
  if (method === undefined) {
    const message = `there is nothing at ${path}; the Simulator has GET /v1/models and POST /v1/chat/completions`;
    return refuse(response, { status: 404, message, param: null, code: 'not_found' });
  }
  if (request.method !== method) {
    response.setHeader('allow', method);
    return refuse(response, {
      status: 405,
      message: `${path} takes ${method}`,
      param: null,
      code: 'method_not_allowed',
    });
  }
  if (method === 'GET') return answer(response, 200, { object: 'list', data: MODELS.map(listed) });

  const body = await bodyOf(request);
  if (body === null) {
    const message = `the body is over ${MAX_BODY_BYTES / 1024 / 1024} MiB`;
    return refuse(response, { status: 413, message, param: null, code: 'body_too_large' });
  }
  const read = readRequest(body);
  if (!read.ok) return refuse(response, read.refusal);
  const planned = planAnswer(read.asked);
  if (!planned.ok) {
    const { keyword, pointer, message } = planned.refusal;
    const code = keyword === 'schema' ? 'unsatisfiable_schema' : 'unsupported_keyword';
    const where = keyword === 'schema' ? '' : ` (at ${pointer} of the schema)`;
    return refuse(response, { status: 400, message: `${message}${where}`, param: 'response_format', code });
  }
  return deliver(response, planned.plan, framingFor(request.headers.accept), begun, gone);
}

const METHODS = new Map([
  ['/v1/models', 'GET'],
  ['/v1/chat/completions', 'POST'],
]);

function listed({ id, description }: { id: string; description: string }): object {
  return { id, object: 'model', created: 0, owned_by: 'landfall', description };
}

/** SSE where it is asked for by name and not after NDJSON; whatever else is accepted gets NDJSON. */
function framingFor(accept: string | undefined): Framing {
  const types = (accept ?? '').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
  const sse = types.indexOf('text/event-stream');
  const ndjson = types.indexOf('application/x-ndjson');
  return sse >= 0 && (ndjson < 0 || sse < ndjson) ? 'sse' : 'ndjson';
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
  answer(response, status, { error: { message, type: 'invalid_request_error', param, code } });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
