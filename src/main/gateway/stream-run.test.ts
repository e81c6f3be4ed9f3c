import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AddressInfo, createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chunk, type RawServer, rawServer, responseHead } from '../../../tests/raw-server.ts';
import { decodeLine } from '../../core/capture/decode.ts';
import type { CaptureRecord, EndRecord } from '../../core/capture/record.ts';
import type { Connection, Draft } from '../../core/run/draft.ts';
import { monotonic } from '../monotonic.ts';
import { prepareRun } from './prepare-run.ts';
import { streamRun } from './stream-run.ts';
import { client, streamingClient } from './streaming-client.ts';

const KEY = 'sk-planted/0123456789';
const SEED = '{"op":"add","path":"","value":{}}';
const INTENT = '{"op":"add","path":"/intent","value":"billing"}';

let server: RawServer;
beforeEach(async () => {
  server = await rawServer();
});
afterEach(() => server.close());

describe('streamRun', () => {
  it('should give header, head, operations and end as lines of a capture', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead() + `${SEED}\n${INTENT}\n`);
    request.end();
    const { records } = await run;
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'head', 'op', 'op', 'end']);
    expect(records[0]).toMatchObject({ header: { source: { framing: 'ndjson', protocol: 'dottxt.patch' } } });
    expect(records[1]).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-ndjson' } });
    expect(records[4]).toMatchObject({ reason: 'eof', ops: 2 });
  });

  it('should stamp what one socket read brought with one time and one number, in chunks or not', async () => {
    const run = start();
    const request = await server.request();
    await request.write(
      responseHead(200, { 'transfer-encoding': 'chunked' }) + chunk(`${SEED}\n`) + chunk(`${INTENT}\n`),
    );
    await run.seen(INTENT);
    await request.write(chunk('{"op":"add","path":"/urgency","value":"high"}\n') + chunk(''));
    const { records } = await run;
    const ops = records.filter((record) => record.kind === 'op');
    expect(ops.map(({ c }) => c)).toEqual([1, 1, 2]);
    expect(ops[0]?.t).toBe(ops[1]?.t);
    expect(ops[2]?.t).toBeGreaterThan(ops[1]?.t ?? Infinity);
    expect(ops[0]?.t).toBeGreaterThan(0);
  });

  it('should stamp an operation with the read that completed it', async () => {
    const run = start();
    const request = await server.request();
    await request.write(`${responseHead()}${SEED}\n${INTENT.slice(0, 20)}`);
    await run.seen(SEED);
    await request.write(INTENT.slice(20));
    request.end();
    const { records } = await run;
    expect(records.filter(({ kind }) => kind === 'op')).toMatchObject([{ c: 1 }, { c: 2, text: INTENT }]);
  });

  it('should count time from the last byte of the request', async () => {
    const run = start();
    const request = await server.request();
    const sent = await run.sent;
    const before = monotonic() - sent;
    await request.write(responseHead() + `${SEED}\n`);
    request.end();
    const { records } = await run;
    const after = monotonic() - sent;
    const op = records.find((record) => record.kind === 'op');
    expect(op?.t).toBeGreaterThanOrEqual(Math.floor(before * 1000) / 1000);
    expect(op?.t).toBeLessThanOrEqual(after);
  });

  it('should read a stream of events to its end marker', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead(200, { 'content-type': 'text/event-stream' }));
    await request.write(`: ping\n\nevent: patch\ndata: ${SEED}\n\nevent: done\ndata: {}\n\n`);
    request.end();
    const { records, end } = await run;
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'head', 'beat', 'op', 'mark', 'end']);
    expect(end.reason).toBe('done');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('should undo %s that nobody asked for', async (coding, compress) => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead(200, { 'content-encoding': coding }));
    await request.write(compress(`${SEED}\n${INTENT}\n`));
    request.end();
    const { records } = await run;
    expect(records.filter(({ kind }) => kind === 'op')).toMatchObject([{ text: SEED }, { text: INTENT }]);
  });

  it('should say that a compressed body was cut', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead(200, { 'content-encoding': 'gzip' }));
    await request.write(gzipSync(`${SEED}\n`).subarray(0, 20));
    request.end();
    expect((await run).end.reason).toBe('cut');
  });

  it('should keep status and body of a refusal', async () => {
    const run = start();
    const request = await server.request();
    const body = '{"error":"Forbidden","message":"no access"}';
    await request.write(responseHead(403, { 'content-type': 'application/json' }) + body);
    request.end();
    expect((await run).end).toMatchObject({ reason: 'refused', refusal: { status: 403, body } });
  });

  it('should keep 64 KiB of a refusal and not wait for the rest', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead(500, { 'content-type': 'text/plain' }) + 'x'.repeat(200_000));
    const { end } = await run;
    expect(end.refusal?.body).toHaveLength(64 * 1024);
    await request.closed;
  });

  it('should call a web page no stream', async () => {
    const run = start();
    const request = await server.request();
    await request.write(
      responseHead(200, { 'content-type': 'text/html; charset=utf-8' }) + '<h1>Welcome</h1>',
    );
    request.end();
    const { end } = await run;
    expect(end).toMatchObject({ reason: 'refused', refusal: { status: 200, body: '<h1>Welcome</h1>' } });
    expect(end.message).toContain('web page');
  });

  it('should not follow a redirect with a key', async () => {
    const elsewhere = await rawServer();
    const run = start();
    const request = await server.request();
    await request.write(responseHead(307, { location: `${elsewhere.baseUrl}/chat/completions` }));
    request.end();
    const { end } = await run;
    expect(end).toMatchObject({ reason: 'refused', refusal: { status: 307 } });
    expect(end.message).toContain(new URL(elsewhere.baseUrl).origin);
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  it('should tell a cut body from a clean end', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead(200, { 'transfer-encoding': 'chunked' }) + chunk(`${SEED}\n`));
    await run.seen(SEED);
    request.end();
    const { end } = await run;
    expect(end).toMatchObject({ reason: 'cut', ops: 1 });
    expect(end.message).toContain('closed the connection');
  });

  it('should say that nothing listens', async () => {
    const { baseUrl } = server;
    await server.close();
    const { end, records } = await start({ baseUrl });
    expect(end).toMatchObject({ reason: 'cut', t: null });
    expect(end.message).toContain('Nothing answers');
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'end']);
    server = await rawServer();
  });

  it('should say that the other side speaks no TLS', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const { end } = await start({ baseUrl: `https://127.0.0.1:${port}/v1` });
    expect(end).toMatchObject({ reason: 'cut', t: null });
    plain.close();
  });

  it('should end after the silence that the run accepts', async () => {
    // On a busy machine even the connection takes longer; that is silence as well.
    const { end } = await start({ timeout: 0.05 });
    expect(end).toMatchObject({ reason: 'timed out' });
  });

  it('should stop when asked, with what had come', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead() + `${SEED}\n`);
    await run.seen(SEED);
    run.stop();
    expect((await run).end).toMatchObject({ reason: 'stopped', ops: 1 });
    await request.closed;
  });

  it('should name an error in the stream and go on reading', async () => {
    const run = start();
    const request = await server.request();
    await request.write(responseHead() + `${SEED}\n{"error":{"message":"overloaded"}}\n${INTENT}\n`);
    request.end();
    expect((await run).end).toMatchObject({ reason: 'error in stream', message: 'overloaded', ops: 2 });
  });

  it('should keep a malformed line as a row and go on', async () => {
    const run = start();
    const request = await server.request();
    await request.write(
      Buffer.concat([
        Buffer.from(`${responseHead()}{"op":\n`),
        Buffer.from([0xff, 0x0a]),
        Buffer.from(INTENT),
      ]),
    );
    request.end();
    const { records } = await run;
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'head', 'bad', 'bad', 'op', 'end']);
  });

  it('should end a run whose line or nesting is beyond reason', async () => {
    const long = start();
    const first = await server.request();
    await first.write(responseHead());
    void first.write(`{"op":"add","path":"/a","value":"${'x'.repeat(17 * 1024 * 1024)}"}\n`);
    expect((await long).end).toMatchObject({
      reason: 'error in stream',
      message: expect.stringContaining('16 MiB'),
    });

    const deep = start();
    const second = await server.request();
    await second.write(
      `${responseHead()}{"op":"add","path":"","value":${'['.repeat(600)}${']'.repeat(600)}}\n`,
    );
    expect((await deep).end).toMatchObject({
      reason: 'error in stream',
      message: expect.stringContaining('512'),
    });
  });

  it('should take the key out of everything, however the server echoes it', async () => {
    const echoes = [KEY, KEY.replace('/', '\\/'), KEY.replace('-', '\\u002d'), encodeURIComponent(KEY)];
    const run = start({ key: KEY });
    const request = await server.request();
    expect(request.head).toContain(`authorization: Bearer ${KEY}`);
    await request.write(responseHead(200, { 'x-debug': `Bearer ${KEY}`, 'set-cookie': 'session=abc' }));
    await request.write(echoes.map((echo) => `{"op":"add","path":"/k","value":"${echo}"}\n`).join(''));
    await request.write(`{"error":{"message":"bad key ${KEY}"}}\nnot JSON ${KEY}\n`);
    await request.write(Buffer.concat([Buffer.from([0xff]), Buffer.from(KEY), Buffer.from('\n')]));
    request.end();
    const { text, records } = await run;
    expect(records.filter(({ kind }) => kind === 'op')).toHaveLength(4);
    expect(records.filter(({ kind }) => kind === 'bad')).toHaveLength(2);
    const decoded = JSON.stringify(records);
    for (const echo of echoes) {
      expect(text).not.toContain(echo);
      expect(decoded).not.toContain(echo);
    }
    expect(text).not.toContain(Buffer.from(KEY).toString('base64').slice(4, -4));
    expect(text).not.toContain('session=abc');
    expect(text).toContain('"redacted":["authorization"]');
  });

  it('should take the key out of a refusal', async () => {
    const run = start({ key: KEY });
    const request = await server.request();
    await request.write(responseHead(401, { 'www-authenticate': KEY }) + `{"message":"${KEY} is not known"}`);
    request.end();
    const { text, end } = await run;
    expect(text).not.toContain(KEY);
    expect(end.refusal?.body).toBe('{"message":"[redacted] is not known"}');
  });

  it('should mark where it did not read, so that the times after it are not taken for measured ones', async () => {
    vi.spyOn(client, 'exchange').mockImplementationOnce((_options, listener) => {
      listener.sent(1000);
      listener.reading?.('paused', 1001);
      listener.head({ now: 1002, status: 200, headers: {}, phases: {} });
      listener.data(new TextEncoder().encode(`${SEED}\n${INTENT.slice(0, 9)}`), { now: 1003, c: 1 });
      listener.reading?.('paused', 1004);
      listener.reading?.('resumed', 1250.5);
      listener.data(new TextEncoder().encode(`${INTENT.slice(9)}\n`), { now: 1251, c: 2 });
      return Promise.resolve({ kind: 'complete', now: 1252 });
    });
    const { records, text } = await start();
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'head', 'op', 'mark', 'mark', 'op', 'end']);
    expect(text).toContain('{"$":"mark","t":4.000,"name":"reading paused"}');
    expect(text).toContain('{"$":"mark","t":250.500,"name":"reading resumed"}');
  });

  it('should say that Landfall’s own thread failed, without blame for the server and without the key', async () => {
    const source = `throw new Error("no room for ${KEY}")`;
    const broken = streamingClient(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
    vi.spyOn(client, 'exchange').mockImplementationOnce((options, listener) =>
      broken.exchange(options, listener),
    );
    const { records, text, end } = await start({ key: KEY });
    expect(records.map(({ kind }) => kind)).toEqual(['header', 'end']);
    expect(end).toMatchObject({
      reason: 'cut',
      message: expect.stringMatching(
        /^Landfall’s streaming client .*no fault of 127\.0\.0\.1:\d+: no room for \[redacted\] \(LANDFALL_THREAD\)/,
      ),
    });
    expect(text).not.toContain(KEY);
  });
});

interface Started extends Promise<{ records: CaptureRecord[]; text: string; end: EndRecord }> {
  sent: Promise<number>;
  /** Resolves when a line with this text has come out. */
  seen(text: string): Promise<void>;
  stop(): void;
}

function start(options: { baseUrl?: string; key?: string; timeout?: number } = {}): Started {
  const connection: Connection = {
    id: 'test',
    name: 'test',
    kind: 'http',
    baseUrl: options.baseUrl ?? server.baseUrl,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: 'm',
    secret: options.key === undefined ? null : 'TEST_KEY',
  };
  const draft: Draft = {
    title: '',
    schema: '{"type":"object"}',
    input: 'hello',
    params: { timeout: options.timeout ?? 10 },
    extra: {},
    gates: [],
  };
  const prepared = prepareRun({ draft, connection, model: '', key: options.key ?? null });
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const stop = new AbortController();
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const sent = Promise.withResolvers<number>();
  const run = streamRun({
    run: prepared.run,
    signal: stop.signal,
    onSent: sent.resolve,
    onLines(text) {
      lines.push(...text.split('\n'));
      for (const watch of watchers) watch();
    },
  }).then((end) => ({ records: lines.map(decodeLine), text: lines.join('\n'), end }));
  return Object.assign(run, {
    sent: sent.promise,
    async seen(text: string) {
      // A stamp is spliced in before the last brace.
      const start = text.slice(0, -1);
      while (lines.every((line) => !line.startsWith(start))) {
        await new Promise<void>((resolve) => watchers.add(resolve));
      }
    },
    stop: () => stop.abort(),
  });
}
