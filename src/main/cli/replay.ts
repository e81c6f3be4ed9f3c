import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { decodeLine } from '../../core/capture/decode.ts';
import { readFrameLine } from '../../core/capture/frame-line.ts';
import type { CaptureHeader, Framing } from '../../core/capture/header.ts';
import type { CaptureRecord } from '../../core/capture/record.ts';
import { protocolById } from '../../core/protocols/table.ts';
import type { Frame } from '../../core/wire/frame.ts';
import type { Ending } from '../../core/run/verdict.ts';

export interface ReplayOptions {
  response: ServerResponse;
  /** 2 is twice as fast. */
  speed: number;
  /** What the request's `Accept` asked for; null leaves it as it was recorded. */
  asked: 'sse' | 'ndjson' | null;
  signal: AbortSignal;
}

const TYPES: { [framing in Framing]: string } = {
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
  'json-array': 'application/json',
  text: 'text/plain; charset=utf-8',
};

/** Ends that no server brings about by closing in order. */
const BROKEN: ReadonlySet<Ending> = new Set(['cut', 'timed out', 'stopped', 'torn']);

/**
 * Sends a run again as it came: its bytes in their order, each at its own time after the request, divided by the speed,
 * and its end as it was. Resolves when it is over or the client has gone. What has no time is sent at once.
 */
export async function replay(lines: AsyncIterable<string>, options: ReplayOptions): Promise<void> {
  const { response, speed, signal } = options;
  const start = performance.now();
  const wire = new Wire(options);
  let header: CaptureHeader | null = null;
  let keepsFrames = false;

  async function until(t: number | null): Promise<void> {
    const left = t === null ? 0 : start + t / speed - performance.now();
    if (left > 0) await wait(left, undefined, { signal });
  }

  try {
    for await (const line of lines) {
      const framed = keepsFrames ? readFrameLine(line) : null;
      if (framed !== null) {
        await until(framed.t);
        await wire.frame(framed.frame);
        continue;
      }
      const record = decodeLine(line);
      if (record.kind === 'header') {
        ({ header } = record);
        keepsFrames = protocolById(header.source?.protocol ?? '')?.stored === 'frames';
        wire.framing = keepsFrames
          ? (header.source?.framing ?? 'sse')
          : (options.asked ?? wireFraming(header));
        continue;
      }
      if ('t' in record) await until(record.t);
      if (record.kind === 'head') wire.status = record.status || 200;
      else if (record.kind === 'end') {
        if (record.refusal !== undefined) wire.refuse(record.refusal.status, record.refusal.body);
        else if (BROKEN.has(record.reason)) response.destroy();
        else await wire.end();
        return;
      } else await wire.record(record);
    }
    await wire.end();
  } catch (error) {
    // The client has gone, or the program is being stopped: there is nobody to tell.
    if (!signal.aborted) throw error;
    response.destroy();
  }
}

function wireFraming(header: CaptureHeader | null): Framing {
  return header?.source?.framing === 'sse' ? 'sse' : 'ndjson';
}

/** The response: its head with the first thing that is sent, and the framing of what follows. */
class Wire {
  framing: Framing = 'ndjson';
  status = 200;
  readonly #response: ServerResponse;
  readonly #speed: number;
  readonly #signal: AbortSignal;
  #elements = 0;

  constructor({ response, speed, signal }: ReplayOptions) {
    this.#response = response;
    this.#speed = speed;
    this.#signal = signal;
  }

  async frame(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case 'sse':
        return this.#event(frame.event, frame.data);
      case 'line':
        return this.#event('message', frame.text);
      case 'text':
        return this.#write(frame.text);
      case 'comment':
        return this.#comment(frame.text);
      case 'bad':
      case 'limit':
        return;
      default:
        frame satisfies never;
    }
  }

  /** What an operation stream had; decisions of our own, and what was derived, were never on the wire. */
  async record(record: CaptureRecord): Promise<void> {
    switch (record.kind) {
      case 'op':
        return this.#event('patch', record.text);
      case 'ops':
        for (const op of record.ops) await this.#event('patch', JSON.stringify(op));
        return;
      case 'bad':
        if (typeof record.raw === 'string') return this.#event('patch', record.raw);
        return this.#write(Buffer.concat([record.raw, Buffer.from('\n')]));
      case 'err':
        if (record.source === 'connection') return;
        return this.#event(
          'error',
          typeof record.data === 'string' ? record.data : JSON.stringify(record.data),
        );
      case 'beat':
        return this.#comment(record.text);
      case 'mark':
        if (record.name === 'done' && this.framing === 'sse') return this.#event('done', '{}');
        return;
      case 'unknown':
        return this.#event(record.name || 'message', record.text);
      case 'header':
      case 'refused':
      case 'ignored':
      case 'head':
      case 'end':
      case 'usage':
      case 'reason':
      case 'gate':
      case 'document':
      case 'grow':
      case 'close':
      case 'note':
      case 'finish':
        return;
      default:
        record satisfies never;
    }
  }

  async end(): Promise<void> {
    if (this.framing === 'json-array') await this.#write(this.#elements === 0 ? '[]' : ']');
    if (this.#response.headersSent) this.#response.end();
    else this.#head().end();
  }

  refuse(status: number, body: string): void {
    this.#response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }

  async #event(name: string, data: string): Promise<void> {
    const lines = data.split(/\r\n|\n|\r/);
    switch (this.framing) {
      case 'sse': {
        const event = name === 'message' ? '' : `event: ${name}\n`;
        return this.#write(`${event}${lines.map((line) => `data: ${line}\n`).join('')}\n`);
      }
      case 'ndjson':
        return this.#write(`${lines.join(' ')}\n`);
      case 'json-array':
        this.#elements += 1;
        return this.#write(`${this.#elements === 1 ? '[' : ','}${data}`);
      case 'text':
        return this.#write(data);
      default:
        this.framing satisfies never;
    }
  }

  /** Lines have no comments: a blank one keeps a connection alive as well. */
  async #comment(text: string): Promise<void> {
    if (this.framing === 'sse')
      return this.#write(
        text
          .split(/\r\n|\n|\r/)
          .map((line) => `:${line}\n`)
          .join(''),
      );
    if (this.framing === 'ndjson') return this.#write('\n');
  }

  async #write(piece: string | Uint8Array): Promise<void> {
    const response = this.#response.headersSent ? this.#response : this.#head();
    if (!response.write(piece)) await once(response, 'drain', { signal: this.#signal });
  }

  /** The replay says that it is one, so that a capture of it is not taken for a measurement of a model. */
  #head(): ServerResponse {
    this.#response.writeHead(this.status, {
      'content-type': TYPES[this.framing],
      'cache-control': 'no-store',
      'x-landfall-replay': `${this.#speed}x`,
    });
    this.#response.flushHeaders();
    return this.#response;
  }
}
