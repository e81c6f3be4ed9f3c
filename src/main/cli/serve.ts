import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';

import { decodeLine } from '../../core/capture/decode.ts';
import { readArguments } from './arguments.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { importerOf, runLines } from './load-run.ts';
import { streamText } from './read-file.ts';
import { replay } from './replay.ts';

export const serveUsage = `Usage: landfall serve FILE… [--port N] [--speed X]

A gateway on this machine alone that replays captures, each run as a model of its own. A request
POST /v1/chat/completions with "model" gets that run as it came, at its own pace: as NDJSON or as
an event stream, as "Accept" asks, otherwise as it was recorded. GET /v1/models lists the runs.
Prints its address; runs until it is interrupted. Needs no key. The files are read at each request.

  --port N     the port; otherwise any that is free
  --speed X    2 is twice as fast, 0.5 half as fast

Example: landfall serve triage.patchcap.ndjson --port 8080 --speed 2`;

/** A run that is offered. */
interface Offer {
  id: string;
  path: string;
  /** In its file, from 1. */
  run: number;
  description: string;
}

export async function serve(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, { port: { type: 'string' }, speed: { type: 'string' } });
  const speed = given.number('speed') ?? 1;
  const port = given.number('port') ?? 0;
  if (!(speed > 0)) throw new UsageError('--speed must be over 0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port must be from 0 to 65535');
  if (given.positionals.length === 0) throw new UsageError('a file is missing');
  if (given.positionals.includes('-'))
    throw new UsageError('the standard input can be read only once; give a file');
  const offers = await offersOf(io, given.positionals);

  const server = createServer((request, response) => {
    answer(request, response, offers, speed, io).catch((error: unknown) => {
      io.note(error instanceof Error ? error.message : String(error));
      response.destroy();
    });
  });
  const address = await listening(server, port);
  await io.out(`${address}/v1\n`);
  for (const { id } of offers) io.note(`model ${id}`);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}

/** Reads the files once, for their runs; a file that cannot be read is told before anything is served. */
async function offersOf(io: CliIo, paths: readonly string[]): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const path of paths) {
    const name = basename(path).replace(/(?:\.patchcap)?\.\w+$/, '');
    const found: Offer[] = [];
    for await (const { run, lines } of runLines(io, path, importerOf(path, {}))) {
      if (found.length >= run) continue;
      const record = decodeLine(lines[0] ?? '');
      const label = record.kind === 'header' ? record.header.label : undefined;
      found.push({ id: name, path, run, description: `replay of ${label ?? basename(path)}` });
    }
    if (found.length > 1) for (const offer of found) offer.id = `${name}/${offer.run}`;
    offers.push(...found);
  }
  // Files of one name in several folders.
  const seen = new Map<string, number>();
  for (const offer of offers) {
    const times = (seen.get(offer.id) ?? 0) + 1;
    seen.set(offer.id, times);
    if (times > 1) offer.id = `${offer.id}~${times}`;
  }
  return offers;
}

/** SECURITY: on loopback alone. */
async function listening(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new Failure(`cannot listen on port ${port}: ${error.message}`)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  offers: readonly Offer[],
  speed: number,
  io: CliIo,
): Promise<void> {
  // SECURITY: a page that has bound its own name to this address must not read captures.
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? '')) {
    return refuse(response, 403, 'this gateway answers to this machine alone');
  }
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET' && /^(?:\/v1)?\/models$/.test(pathname)) {
    const data = offers.map(({ id, description }) => ({
      id,
      object: 'model',
      owned_by: 'landfall',
      description,
    }));
    return json(response, 200, { object: 'list', data });
  }
  if (request.method !== 'POST') {
    return refuse(response, 404, 'GET /v1/models lists the captures, POST /v1/chat/completions replays one');
  }
  const wanted = modelOf(await streamText(request));
  const offer = wanted === null && offers.length === 1 ? offers[0] : offers.find(({ id }) => id === wanted);
  if (offer === undefined) {
    const ids = offers.map(({ id }) => id).join(', ');
    return refuse(
      response,
      404,
      wanted === null ? `"model" is missing: ${ids}` : `no model ${wanted}: ${ids}`,
    );
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await replay(linesOf(offer, io), {
    response,
    speed,
    asked: askedFor(request.headers.accept ?? ''),
    signal: AbortSignal.any([gone.signal, io.signal]),
  });
}

/** One run's lines, read as they are sent, so that a large file costs no memory. */
async function* linesOf({ path, run }: Offer, io: CliIo): AsyncGenerator<string> {
  const { progress: _progress, ...quiet } = io;
  for await (const stretch of runLines(quiet, path, importerOf(path, {}))) {
    if (stretch.run > run) return;
    if (stretch.run === run) yield* stretch.lines;
  }
}

function askedFor(accept: string): 'sse' | 'ndjson' | null {
  if (accept.includes('text/event-stream')) return 'sse';
  return accept.includes('ndjson') ? 'ndjson' : null;
}

function modelOf(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    const model = typeof value === 'object' && value !== null && 'model' in value ? value.model : null;
    return typeof model === 'string' ? model : null;
  } catch {
    // The refusal says that the model is missing.
    return null;
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  json(response, status, { error: { message } });
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
