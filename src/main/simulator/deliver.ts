import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import { waitUntil } from './clock.ts';
import type { Plan } from './plan.ts';

export type Framing = 'ndjson' | 'sse';

/** A piece of this many characters is handed to the socket at once when everything is due. */
const PIECE = 64 * 1024;

const CONTENT_TYPES: { readonly [framing in Framing]: string } = {
  ndjson: 'application/x-ndjson',
  sse: 'text/event-stream',
};

/**
 * Writes a planned answer at its planned moments, counted from `begun` so that delays do not add up. What is due at
 * the same time goes out together; a client that does not read holds the writing up, not the memory.
 *
 * @throws the signal's reason where the client went away
 */
export async function deliver(
  response: ServerResponse,
  plan: Plan,
  framing: Framing,
  begun: number,
  signal: AbortSignal,
): Promise<void> {
  await waitUntil(begun + plan.start, signal);
  response.writeHead(200, { 'content-type': CONTENT_TYPES[framing], 'cache-control': 'no-store' });
  // Nagle's algorithm would hold small writes back, and the head with them.
  response.socket?.setNoDelay(true);
  response.flushHeaders();

  for (let next = 0; next < plan.operations.length;) {
    await waitUntil(begun + (plan.operations[next]?.at ?? 0), signal);
    const now = performance.now() - begun;
    let piece = '';
    for (; next < plan.operations.length && piece.length < PIECE; next++) {
      const operation = plan.operations[next];
      if (operation === undefined || operation.at > now) break;
      piece += framed(operation.text, framing);
    }
    if (!response.write(piece)) await once(response, 'drain', { signal });
  }

  await waitUntil(begun + plan.end, signal);
  // A gateway that ran out of tokens ends the body and says no more; only a whole answer has the end marker.
  response.end(framing === 'sse' && !plan.truncated ? 'event: done\ndata: {}\n\n' : undefined);
}

function framed(operation: string, framing: Framing): string {
  return framing === 'ndjson' ? `${operation}\n` : `event: patch\ndata: ${operation}\n\n`;
}
