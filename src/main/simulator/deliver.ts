import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { constants, createGzip, type Gzip } from 'node:zlib';

import { waitUntil } from './clock.ts';
import type { Piece } from './misbehave/frame.ts';
import type { Delivery } from './respond.ts';

/** About this many characters are handed to the socket at once when everything is due. */
const PORTION = 64 * 1024;

/**
 * Writes a planned answer at its planned moments, counted from `begun` so that delays do not add up. What is due at
 * the same time goes out together; a client that does not read holds the writing up, not the memory.
 *
 * @throws the signal's reason where the client went away
 */
export async function deliver(
  response: ServerResponse,
  delivery: Delivery,
  begun: number,
  signal: AbortSignal,
): Promise<void> {
  await waitUntil(begun + delivery.start, signal);
  response.writeHead(200, {
    'content-type': delivery.contentType,
    'cache-control': 'no-store',
    ...(delivery.gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  // Nagle's algorithm would hold small writes back, and the head with them.
  response.socket?.setNoDelay(true);
  response.flushHeaders();

  const gzip = delivery.gzip ? gzipTo(response, signal) : null;
  const body = gzip ?? response;
  for await (const bytes of portionsInTime(delivery, begun, signal)) {
    if (!body.write(bytes)) await once(body, 'drain', { signal });
    // A turn of the loop, or the next write would go out with this one.
    if (delivery.apart) await setImmediate(undefined, { signal });
  }

  switch (delivery.last) {
    case 'end':
      await waitUntil(begun + delivery.end, signal);
      body.end();
      return;
    case 'cut':
      await waitUntil(begun + delivery.end, signal);
      if (gzip !== null) await new Promise<void>((flushed) => gzip.flush(flushed));
      await setImmediate(undefined, { signal });
      // What was written still arrives, and then the connection is gone without the end of the body.
      response.socket?.destroySoon();
      return;
    case 'silence':
      await untilGone(signal);
  }
}

/** Resolves when the client has gone away. */
export async function untilGone(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function* portionsInTime(
  { pieces, apart }: Delivery,
  begun: number,
  signal: AbortSignal,
): AsyncGenerator<string | Uint8Array> {
  let held: Piece['bytes'][] = [];
  let length = 0;
  let now = -Infinity;
  for (const { at, bytes } of pieces) {
    if (held.length > 0 && (apart || at > now || length >= PORTION)) {
      yield joined(held);
      held = [];
      length = 0;
    }
    if (held.length === 0) {
      await waitUntil(begun + at, signal);
      now = performance.now() - begun;
    }
    held.push(bytes);
    length += bytes.length;
  }
  if (held.length > 0) yield joined(held);
}

function joined(pieces: readonly Piece['bytes'][]): string | Uint8Array {
  if (pieces.every((piece) => typeof piece === 'string')) return pieces.join('');
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}

function gzipTo(response: ServerResponse, signal: AbortSignal): Gzip {
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  signal.addEventListener('abort', () => gzip.destroy(), { once: true });
  gzip.pipe(response);
  return gzip;
}
