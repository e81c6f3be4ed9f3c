import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { describe, expect, it } from 'vitest';

import { deliver } from './deliver.ts';
import type { Delivery } from './respond.ts';

/** A server that delivers one answer, and what became of the delivery. */
async function serving(delivery: Partial<Delivery>) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const whole: Delivery = {
    contentType: 'application/x-ndjson',
    start: 0,
    pieces: [],
    apart: false,
    end: 0,
    last: 'end',
    gzip: false,
    ...delivery,
  };
  const server = createServer((_, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    deliver(response, whole, performance.now(), gone.signal).then(
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
  it('should stop waiting for the next piece when the client goes away', async () => {
    const pieces = [
      { bytes: '{}\n', at: 0 },
      { bytes: '{}\n', at: HOUR },
    ];
    const { url, outcome, server } = await serving({ pieces, end: HOUR });
    const request = get(url, (response) => {
      response.once('data', () => request.destroy());
    });
    request.on('error', () => undefined);
    expect(await outcome).toBe('AbortError');
    server.close();
  });

  for (const gzip of [false, true]) {
    it(`should stop writing ${gzip ? 'compressed bytes ' : ''}to a client that reads nothing and goes away`, async () => {
      // Twice the window of gzip, and random: it stays as large when it is repeated.
      const bytes = randomBytes(64 * 1024);
      const { url, outcome, server } = await serving({
        pieces: Array.from({ length: 1000 }, () => ({ bytes, at: 0 })),
        gzip,
      });
      const request = get(url, (response) => {
        response.once('readable', () => request.destroy());
      });
      request.on('error', () => undefined);
      expect(await outcome).toBe('AbortError');
      server.close();
    });
  }

  it('should end when all has been written', async () => {
    const { url, outcome, server } = await serving({ pieces: [{ bytes: '1\n', at: 0 }] });
    expect(await (await fetch(url)).text()).toBe('1\n');
    expect(await outcome).toBe('done');
    server.closeAllConnections();
    server.close();
  });

  it('should write what is due together at once, and each piece alone where that is asked for', async () => {
    const pieces = [
      { bytes: 'ab', at: 0 },
      { bytes: Buffer.from('c'), at: 0 },
      { bytes: 'd', at: 0 },
    ];
    for (const apart of [false, true]) {
      const { url, server } = await serving({ pieces, apart });
      const chunks: string[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      get(url, (response) => {
        response.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
        response.on('end', resolve);
      });
      await promise;
      expect(chunks).toEqual(apart ? ['ab', 'c', 'd'] : ['abcd']);
      server.closeAllConnections();
      server.close();
    }
  });
});
