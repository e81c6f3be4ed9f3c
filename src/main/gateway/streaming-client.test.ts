import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { floodServer } from '../../../tests/flood-server.ts';
import { type RawServer, rawServer, responseHead } from '../../../tests/raw-server.ts';
import { monotonic } from '../monotonic.ts';
import { exchange, type Flow, type Listener } from './exchange.ts';
import { MAX_UNTAKEN } from './reads.ts';
import { client, type StreamingClient, streamingClient } from './streaming-client.ts';

let server: RawServer;
beforeEach(async () => {
  server = await rawServer();
});
afterEach(() => server.close());

function order(given: { url?: URL; signal?: AbortSignal } = {}) {
  const { url = new URL(server.baseUrl), signal = new AbortController().signal } = given;
  return { url, method: 'GET' as const, headers: {}, body: null, silenceMs: 10_000, signal };
}

const deaf: Listener = { sent() {}, head() {}, data() {} };

describe('streamingClient', () => {
  it('should stamp on a clock that is that of every thread', async () => {
    const moments: number[] = [monotonic()];
    const told = client.exchange(order(), {
      sent: (now) => moments.push(now),
      head: ({ now }) => moments.push(now),
      data: (_bytes, { now }) => moments.push(now),
    });
    const request = await server.request();
    await request.write(`${responseHead()}x`);
    request.end();
    const { now } = await told;
    moments.push(now, monotonic());
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(moments).toHaveLength(6);
  });

  it('should leave the socket alone while nothing is taken, and then bring all of it in order', async () => {
    // The kernel's two buffers may grow to some 40 MiB beside.
    const size = 64 * MAX_UNTAKEN;
    const flood = await floodServer(size);
    const got = createHash('sha256');
    let came = 0;
    let held: string | null = null;
    /** What was told, and when it was so. */
    const moments: { what: 'data' | 'paused' | 'resumed'; now: number }[] = [];
    const { kind } = await client.exchange(order({ url: flood.url }), {
      ...deaf,
      head() {
        held = flood.wait();
      },
      data(bytes, { now }) {
        came += bytes.length;
        got.update(bytes);
        moments.push({ what: 'data', now });
      },
      reading: (what, now) => moments.push({ what, now }),
    });
    await flood.close();
    expect(held).toBe('stuck');
    expect(kind).toBe('complete');
    expect(came).toBe(size);
    expect(got.digest('hex')).toBe(flood.digest);
    const told = moments.filter(({ what }) => what !== 'data').map(({ what }) => what);
    expect(told.slice(0, 2)).toEqual(['paused', 'resumed']);
    expect(told.filter((what, i) => what === told[i + 1])).toEqual([]);
    expect(moments).toEqual(moments.toSorted((a, b) => a.now - b.now));
  });

  it('should let a timer fire between what comes, however slow the listener is', async () => {
    const flood = await floodServer(2 * MAX_UNTAKEN);
    let fired = 0;
    const timer = setInterval(() => fired++, 1);
    const firedAt: number[] = [];
    const { kind } = await client.exchange(order({ url: flood.url }), {
      ...deaf,
      data() {
        firedAt.push(fired);
        const until = monotonic() + 6;
        while (monotonic() < until);
      },
    });
    clearInterval(timer);
    await flood.close();
    expect(kind).toBe('complete');
    expect(firedAt.length).toBeGreaterThan(10);
    // Two of them are longer than a turn.
    expect(firedAt.filter((count, i) => firedAt[i + 2] === count)).toEqual([]);
  });

  it('should answer a stop within what was on its way', async () => {
    const flood = await floodServer(64 * MAX_UNTAKEN);
    const stop = new AbortController();
    let after = 0;
    const { kind } = await client.exchange(order({ url: flood.url, signal: stop.signal }), {
      ...deaf,
      data(bytes) {
        if (stop.signal.aborted) after += bytes.length;
        else setTimeout(() => stop.abort());
        const until = monotonic() + 2;
        while (monotonic() < until);
      },
    });
    await flood.close();
    expect(kind).toBe('stopped');
    // What main had not yet said that it took, and the read that was one too many.
    expect(after).toBeLessThanOrEqual(2 * MAX_UNTAKEN);
  });

  it('should ask nobody where it was stopped before it began', async () => {
    expect((await client.exchange(order({ signal: AbortSignal.abort() }), deaf)).kind).toBe('stopped');
    expect(server.connections()).toBe(0);
  });

  it('should end an exchange whose listener fails, and go on with the next', async () => {
    const told = client.exchange(order(), {
      ...deaf,
      head() {
        throw new Error('no room');
      },
    });
    const request = await server.request();
    await request.write(`${responseHead()}x`);
    expect(await told).toMatchObject({
      kind: 'failed',
      failure: { code: 'LANDFALL_LISTENER', message: 'no room' },
    });
    await request.closed;
    const next = client.exchange(order(), deaf);
    const second = await server.request();
    await second.write(responseHead());
    second.end();
    expect((await next).kind).toBe('complete');
  });

  it.each([
    ['ends', 'process.exit(3)', 'ended with code 3'],
    ['throws', 'throw new Error("no such thing")', 'no such thing'],
    ['rejects', 'Promise.reject(new Error("no such thing"))', 'no such thing'],
  ])('should say that its thread %s, and begin with a new one', async (_how, how, why) => {
    const dying = `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { ${how}; });`;
    const mortal = clientOf(dying);
    for (let turn = 0; turn < 2; turn++) {
      const outcome = await mortal.exchange(order(), deaf);
      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'LANDFALL_THREAD', message: expect.stringContaining(why), ofProxy: false },
      });
    }
  });

  it('should say that its thread fails before it listens, or has no file', async () => {
    const broken = await clientOf('throw new Error("not here")').exchange(order(), deaf);
    expect(broken).toMatchObject({ failure: { code: 'LANDFALL_THREAD', message: 'not here' } });
    const file = new URL('./no-such-thread.js', import.meta.url);
    const missing = await streamingClient(file).exchange(order(), deaf);
    expect(missing).toMatchObject({
      kind: 'failed',
      failure: { code: 'LANDFALL_THREAD', message: expect.stringContaining('no-such-thread.js') },
    });
  });

  it('should give out what came before its thread died', async () => {
    const got: string[] = [];
    const dying = `import { parentPort } from "node:worker_threads";
      parentPort.on("message", ({ port }) => {
        const stretches = [..."abc"].map((text, i) => ({ bytes: new TextEncoder().encode(text), stamp: { now: i, c: i + 1 } }));
        port.postMessage({ kind: "data", stretches });
        setTimeout(() => { throw new Error("late"); });
      });`;
    const outcome = await clientOf(dying).exchange(order(), {
      ...deaf,
      data: (bytes) => got.push(Buffer.from(bytes).toString()),
    });
    expect(got.join('')).toBe('abc');
    expect(outcome).toMatchObject({ kind: 'failed', failure: { message: 'late' } });
  });
});

/** With a thread of this source. */
function clientOf(source: string): StreamingClient {
  return streamingClient(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
}

describe('exchange', () => {
  afterEach(() => vi.useRealTimers());

  it('should not call it silence while the reading is paused', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let flow: Flow | null = null;
    const paused = Promise.withResolvers<void>();
    const got: string[] = [];
    const told = exchange(
      { ...order(), proxy: null, silenceMs: 1000 },
      {
        ...deaf,
        started(given) {
          flow = given;
        },
        data(bytes) {
          got.push(Buffer.from(bytes).toString());
          if (got.length > 1) return;
          flow?.pause();
          paused.resolve();
        },
      },
    );
    const request = await server.request();
    await request.write(`${responseHead()}x`);
    await paused.promise;
    vi.advanceTimersByTime(10_000);
    (flow as Flow | null)?.resume();
    await request.write('y');
    await vi.waitFor(() => expect(got).toEqual(['x', 'y']));
    vi.advanceTimersByTime(1001);
    expect((await told).kind).toBe('silent');
  });
});
