import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { describe, expect, it } from 'vitest';

import { deliver } from './deliver.ts';
import type { Plan } from './plan.ts';

/** A server that delivers one plan, and what became of the delivery. */
async function serving(plan: Plan) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = createServer((_, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    deliver(response, plan, 'ndjson', performance.now(), gone.signal).then(
      () => resolve('done'),
      (error: unknown) => resolve(error instanceof Error ? error.name : 'unknown'),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, outcome: promise, server };
}

const HOUR = 3_600_000;

describe('deliver', () => {
  it('should stop waiting for the next operation when the client goes away', async () => {
    const operations = [
      { text: '{}', at: 0 },
      { text: '{}', at: HOUR },
    ];
    const { url, outcome, server } = await serving({ start: 0, operations, end: HOUR, truncated: false });
    const request = get(url, (response) => {
      response.once('data', () => request.destroy());
    });
    request.on('error', () => undefined);
    expect(await outcome).toBe('AbortError');
    server.close();
  });

  it('should stop writing to a client that reads nothing and goes away', async () => {
    const operations = Array.from({ length: 2000 }, () => ({ text: 'x'.repeat(64 * 1024), at: 0 }));
    const { url, outcome, server } = await serving({ start: 0, operations, end: 0, truncated: false });
    const request = get(url, (response) => {
      response.once('readable', () => request.destroy());
    });
    request.on('error', () => undefined);
    expect(await outcome).toBe('AbortError');
    server.close();
  });

  it('should end when all has been written', async () => {
    const { url, outcome, server } = await serving({
      start: 0,
      operations: [{ text: '1', at: 0 }],
      end: 0,
      truncated: false,
    });
    expect(await (await fetch(url)).text()).toBe('1\n');
    expect(await outcome).toBe('done');
    server.closeAllConnections();
    server.close();
  });
});
