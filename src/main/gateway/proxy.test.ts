import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rawServer, responseHead } from '../../../tests/raw-server.ts';
import { RunRecord } from '../../core/run/record.ts';
import { prepareRun } from './prepare-run.ts';
import { proxyFor } from './proxy.ts';
import { streamRun } from './stream-run.ts';

const KEY = 'sk-planted-0123456789';
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const SEED = '{"op":"add","path":"","value":{}}';
const FIELD = '{"op":"add","path":"/a","value":1}';
const TLS = new URL('../../../tests/fixtures/tls/', import.meta.url);
const certPath = fileURLToPath(new URL('api.landfall.test.cert.pem', TLS));
const cert = readFileSync(certPath, 'utf8');
const key = readFileSync(new URL('api.landfall.test.key.pem', TLS), 'utf8');

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

describe('proxyFor', () => {
  const ENV = {
    HTTPS_PROXY: 'http://secure:1',
    http_proxy: 'plain:2',
    NO_PROXY: 'intern.test, .lan,10.0.0.7:8080',
  };

  it.each([
    ['https://api.dottxt.ai/v1', 'http://secure:1/'],
    ['http://api.dottxt.ai/v1', 'http://plain:2/'],
    ['https://intern.test/', null],
    ['https://a.intern.test/', null],
    ['https://notintern.test/', 'http://secure:1/'],
    ['http://box.lan/', null],
    ['http://10.0.0.7:8080/', null],
    ['http://10.0.0.7/', 'http://plain:2/'],
    ['http://localhost:11434/', null],
    ['http://127.0.0.1/', null],
    ['http://127.9.9.9/', null],
    ['https://[::1]/', null],
  ])('should find the way to %s', (url, proxy) => {
    expect(proxyFor(new URL(url), ENV)?.href ?? null).toBe(proxy);
  });

  it('should use none where all are exempt or nothing is said, and refuse what it does not know', () => {
    const url = new URL('https://api.dottxt.ai');
    expect(proxyFor(url, { ...ENV, no_proxy: '*' })).toBeNull();
    expect(proxyFor(url, {})).toBeNull();
    expect(() => proxyFor(url, { HTTPS_PROXY: 'socks5://x:1' })).toThrow('HTTPS_PROXY');
  });
});

describe('a run through a proxy', () => {
  it('should ask for the whole address where it is not encrypted, and stamp as ever', async () => {
    const proxy = await rawServer();
    vi.stubEnv('HTTP_PROXY', proxy.baseUrl.replace('http://', 'http://me:p%40ss@'));
    const run = stream('http://api.landfall.test/v1');
    const request = await proxy.request();
    expect(request.head).toMatch(/^POST http:\/\/api\.landfall\.test\/v1\/chat\/completions HTTP\/1\.1\r\n/);
    expect(request.head).toMatch(/^host: api\.landfall\.test\r?$/im);
    expect(request.head).toContain(`proxy-authorization: Basic ${btoa('me:p@ss')}`);
    await request.write(`${responseHead()}${SEED}\n`);
    await vi.waitFor(() => expect(run.record.ops).toBe(1));
    await request.write(`${FIELD}\n`);
    request.end();
    await run.ended;
    expect(reads(run.record)).toEqual([1, 2]);
    await proxy.close();
  });

  it('should speak TLS with the server through a tunnel, and stamp what the server sent', async () => {
    const answered: string[] = [];
    const go = Promise.withResolvers<void>();
    const server = createTlsServer({ key, cert }, (socket) => {
      socket.on('error', () => {});
      socket.once('data', (bytes) => {
        answered.push(bytes.toString());
        socket.write(`${responseHead()}${SEED}\n`);
        void go.promise.then(() => socket.end(`${FIELD}\n`));
      });
    });
    const asked: string[] = [];
    const proxy = tunnelling(await listening(server), asked);
    // A program of its own: whom it trusts is read once, as it starts.
    const { text } = await recorded(
      {
        HTTPS_PROXY: `http://127.0.0.1:${await listening(proxy)}`,
        NODE_EXTRA_CA_CERTS: certPath,
        DOTTXT_BASE_URL: 'https://api.landfall.test/v1',
      },
      go.resolve,
    );
    const record = new RunRecord();
    record.pushAll(text.trimEnd());
    expect(record.end?.reason).toBe('eof');
    expect(asked.join()).toMatch(/^CONNECT api\.landfall\.test:443 HTTP\/1\.1\r\n/);
    // SECURITY: the proxy sees where, and nothing else.
    expect(asked.join()).not.toContain(KEY);
    expect(answered[0]).toContain(KEY);
    expect(text).not.toContain(KEY);
    expect(reads(record)).toEqual([1, 2]);
    expect(record.head?.phases).toEqual({ connect: expect.any(Number), tls: expect.any(Number) });
    for (const one of [server, proxy]) one.close();
  });

  it('should say that it is the proxy that refuses, or is not there', async () => {
    const proxy = createServer((socket) => {
      socket.on('error', () => {});
      // Read to its end, or it never sees that the client has gone.
      socket.resume().end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    const address = `127.0.0.1:${await listening(proxy)}`;
    vi.stubEnv('HTTPS_PROXY', `http://${address}`);
    expect(await stream('https://api.landfall.test/v1').ended).toMatchObject({
      reason: 'cut',
      message: `The proxy ${address} refuses the way to api.landfall.test:443 (HTTP 407).`,
    });
    await new Promise((resolve) => proxy.close(resolve));
    expect((await stream('https://api.landfall.test/v1').ended).message).toContain(
      `The proxy ${address} cannot be used`,
    );
  });
});

function stream(baseUrl: string) {
  const draft = { title: '', schema: '{"type":"object"}', input: 'x', params: {}, extra: {}, gates: [] };
  const connection = {
    id: 'x',
    name: 'x',
    kind: 'http' as const,
    baseUrl,
    protocol: 'dottxt.patch' as const,
    accept: '*/*',
    model: '',
    secret: null,
  };
  const prepared = prepareRun({ draft, connection, model: 'm', key: KEY });
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const record = new RunRecord();
  const ended = streamRun({
    run: prepared.run,
    signal: new AbortController().signal,
    onLines: (lines) => record.pushAll(lines),
  });
  return { record, ended };
}

/** The capture of a run of the command line. `landed`: called with its first output. */
async function recorded(env: NodeJS.ProcessEnv, landed: () => void): Promise<{ text: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-proxy-'));
  try {
    const [schema, capture] = [join(folder, 'schema.json'), join(folder, 'run.ndjson')];
    writeFileSync(schema, '{"type":"object"}');
    const child = spawn(
      process.execPath,
      [CLI, 'stream', '-m', 'm', '-s', schema, 'x', '--capture', capture],
      { env: { ...process.env, DOTTXT_API_KEY: KEY, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let notes = '';
    child.stderr.on('data', (bytes: Buffer) => {
      notes += bytes.toString();
    });
    child.stdout.once('data', landed);
    const ended: unknown[] = await once(child, 'close');
    expect({ ended, notes }).toEqual({
      ended: [0, null],
      notes: expect.stringMatching(/^landfall: complete/),
    });
    return { text: readFileSync(capture, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reads({ log }: RunRecord): (number | null)[] {
  return Array.from({ length: log.length }, (_, i) => i)
    .filter((i) => log.kind(i) === 'op')
    .map((i) => log.c(i));
}

/** A proxy that knows one server, whatever it is asked for. */
function tunnelling(port: number, asked: string[]): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      asked.push(bytes.toString());
      const server = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(server).pipe(socket);
      });
      server.on('error', () => socket.destroy());
    });
  });
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
