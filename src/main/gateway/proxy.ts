import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';

/** Something is wrong with the proxy on the way, in a sentence. */
export class ProxyError extends Error {}

/**
 * The proxy that the environment names for an address, as curl and its like read it: `HTTPS_PROXY`, `HTTP_PROXY` and
 * `NO_PROXY` (names with what is under them, with a port or without, or `*`), in capitals or not.
 *
 * SECURITY: what is on this machine is never asked for through another one: a proxy would look for it on its own.
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): URL | null {
  if (isLoopback(url.hostname)) return null;
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const given = env[name.toLowerCase()] || env[name];
  if (!given) return null;
  if (isExempt(url, env['no_proxy'] || env['NO_PROXY'] || '')) return null;
  const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  if (proxy === null || !/^https?:$/.test(proxy.protocol))
    throw new ProxyError(`${name} does not name an HTTP proxy. Landfall knows no other kind.`);
  return proxy;
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(host);
}

function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const actual = port || (protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, name = '', only] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (name === '' || (only !== undefined && only !== actual)) return false;
    return hostname === name || hostname.endsWith(`.${name}`);
  });
}

/** `Proxy-Authorization` for the name and the password that stand in the proxy's address. */
export function proxyHeaders({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A run may wait for its first byte for minutes, but nobody waits so long for a way. */
const OPENING_MS = 30_000;

interface Tunnel {
  /** The socket to the proxy, before it is connected. */
  opening(socket: Socket): void;
  opened(socket: Socket): void;
  /** Called instead of `opened`. */
  failed(error: ProxyError): void;
}

/** Opens a way to `host:port` through the proxy (CONNECT, RFC 9110 §9.3.6). */
export function tunnel(proxy: URL, authority: string, told: Tunnel): void {
  const request = proxy.protocol === 'https:' ? secureRequest : plainRequest;
  const asked = request({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxyHeaders(proxy) },
    agent: false,
    timeout: OPENING_MS,
  });
  asked.once('socket', (socket) => told.opening(socket));
  asked.once('timeout', () => asked.destroy(new Error(`it did not answer within ${OPENING_MS / 1000} s`)));
  asked.once('error', ({ message }) => {
    told.failed(new ProxyError(`The proxy ${proxy.host} cannot be used: ${message}.`));
  });
  // Whatever it answers to CONNECT comes here, a refusal as well.
  asked.once('connect', ({ statusCode = 0 }, socket) => {
    socket.setTimeout(0);
    if (statusCode >= 200 && statusCode < 300) return told.opened(socket);
    socket.destroy();
    told.failed(
      new ProxyError(`The proxy ${proxy.host} refuses the way to ${authority} (HTTP ${statusCode}).`),
    );
  });
  asked.end();
}
