import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { BRIDGE_PATH, MAX_FRAME_BYTES } from '../src/bridge/wire.ts';
import { memorySecrets } from '../src/main/secrets/memory-secrets.ts';
import { createServices, type Services } from '../src/main/services.ts';
import { type Served, serve } from '../src/main/web/serve.ts';

let folder: string;
let services: Services;
let served: Served;
let cookie: string;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-security-'));
  const window = join(folder, 'window');
  mkdirSync(join(window, 'assets'), { recursive: true });
  writeFileSync(join(window, 'index.html'), '<!doctype html><title>Landfall</title>');
  writeFileSync(join(window, 'assets/index-1a2b.js'), 'export {};');
  writeFileSync(join(window, 'notes.txt'), 'not for the window');
  writeFileSync(join(folder, 'secret.js'), 'not in the window');
  services = createServices({ kind: 'browser', dataFolder: folder, secretStore: memorySecrets(), env: {} });
  served = await serve(services, window, 0);
  origin = `http://127.0.0.1:${served.port}`;
  const admitted = await fetch(served.invitation(), { redirect: 'manual' });
  cookie = admitted.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await served.close();
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the browser shell', () => {
  it('should exchange a token once, for a cookie that scripts and other sites do not get', async () => {
    const invitation = served.invitation();
    const first = await fetch(invitation, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(
      /^landfall-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    const second = await fetch(invitation, { redirect: 'manual' });
    expect(second.status).toBe(403);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('should serve the page to whoever has the cookie, and nothing to anybody else', async () => {
    expect(await (await get('/', { cookie })).text()).toContain('<title>Landfall</title>');
    for (const path of ['/', '/assets/index-1a2b.js', '/?token=guess']) {
      expect((await get(path, {}, 'manual')).status).toBe(403);
      expect((await get(path, { cookie: `${cookie}x` }, 'manual')).status).toBe(403);
    }
  });

  it('should send the policy and its like with every answer', async () => {
    const answers = [
      await get('/', { cookie }),
      await get('/assets/index-1a2b.js', { cookie }),
      await get('/none', { cookie }),
      await get('/', {}),
    ];
    for (const { headers } of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:/);
      for (const rule of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(rule);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('should let the browser keep hashed files for ever and the page not at all', async () => {
    expect((await get('/', { cookie })).headers.get('cache-control')).toBe('no-store');
    expect((await get('/assets/index-1a2b.js', { cookie })).headers.get('cache-control')).toContain(
      'immutable',
    );
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/assets/../../secret.js',
    '/assets\\..\\..\\secret.js',
    '//etc/passwd',
    '/notes.txt',
    '/settings.json',
  ])('should not serve %s', async (path) => {
    // Sent as it stands: `fetch` would tidy the path.
    const answer = await raw(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('not in the window');
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1.evil.example:80', '[::1]:80'])(
    'should turn away the host %s',
    async (host) => {
      const answer = await raw(
        `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    },
  );

  it('should turn away other origins and other methods', async () => {
    expect((await get('/', { cookie, origin: 'http://evil.example' })).status).toBe(403);
    expect((await get('/', { cookie, origin: 'null' })).status).toBe(403);
    expect((await fetch(`${origin}/`, { method: 'POST', headers: { cookie } })).status).toBe(405);
  });

  it('should listen on loopback alone', async () => {
    expect(new URL(served.invitation()).hostname).toBe('127.0.0.1');
    await expect(raw('GET / HTTP/1.1\r\n\r\n', '127.0.0.2')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it.each([
    ['no cookie', () => ({ origin })],
    ['a wrong cookie', () => ({ origin, cookie: `${cookie}x` })],
    ['no origin', () => ({ cookie })],
    ['another origin', () => ({ cookie, origin: 'http://evil.example' })],
    ['another host', () => ({ cookie, origin, host: 'evil.example' })],
  ])('should not open a socket with %s', async (_what, headers) => {
    await expect(socket(headers())).rejects.toThrow(/Unexpected server response: (403|421)/);
  });

  it('should outlive callers that hang up on a refusal', async () => {
    const upgrade = `GET ${BRIDGE_PATH} HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    for (let caller = 0; caller < 50; caller++) {
      await new Promise((resolve) => {
        const client = connect(served.port, '127.0.0.1', () => {
          // Reset in the same turn: the refusal is written to a socket that is gone.
          client.write(upgrade, () => client.resetAndDestroy());
        });
        client.on('error', () => {});
        client.once('close', resolve);
      });
    }
    expect((await get('/', { cookie })).status).toBe(200);
  });

  it('should close a socket that sends what is no call, or too much of it', async () => {
    for (const bad of ['{', '[]', '{"id":"1","verb":"app.info"}', Buffer.from([0, 0, 0, 255, 1])]) {
      const window = await socket({ cookie, origin });
      window.send(bad);
      expect(await closed(window)).toBe(1007);
    }
    const window = await socket({ cookie, origin });
    window.send(Buffer.alloc(MAX_FRAME_BYTES + 1));
    expect([1006, 1009]).toContain(await closed(window));
  });
});

function get(
  path: string,
  headers: Record<string, string>,
  redirect: RequestRedirect = 'follow',
): Promise<Response> {
  return fetch(origin + path, { headers, redirect });
}

function raw(request: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = connect(served.port, host, () => client.write(request));
    let answer = '';
    client.on('data', (bytes) => (answer += bytes.toString()));
    client.once('error', reject);
    client.once('end', () => resolve(answer));
  });
}

function socket(headers: Record<string, string>): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const window = new WebSocket(`ws://127.0.0.1:${served.port}${BRIDGE_PATH}`, { headers });
    window.once('open', () => resolve(window));
    window.on('error', reject);
  });
}

function closed(window: WebSocket): Promise<number> {
  return new Promise((resolve) => window.once('close', resolve));
}
