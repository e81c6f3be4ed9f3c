import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { BRIDGE_PATH, MAX_FRAME_BYTES } from '../../bridge/wire.ts';
import type { Services } from '../services.ts';
import { admission, type Turned } from './admission.ts';
import { attachWindow } from './socket.ts';
import { SECURITY_HEADERS, windowFiles } from './window-files.ts';

export interface Served {
  port: number;
  /** A fresh address that opens the window once. */
  invitation(): string;
  close(): Promise<void>;
}

/** Serves the window and its WebSocket on loopback, and nowhere else. Port 0 takes a free one. */
export async function serve(services: Services, folder: string, port: number): Promise<Served> {
  const files = windowFiles(folder);
  const server = createServer((request, response) => {
    page(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else say(response, 500, 'Landfall could not read this file.');
    });
  });
  const bound = (): number => (server.address() as AddressInfo).port;
  const door = admission(bound);

  async function page(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const turned = door.refuse(request, 'page');
    if (turned !== null) return say(response, turned.status, turned.why);
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'Only GET.');
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
    const token = url?.searchParams.get('token');
    if (url === null || (token !== null && token !== undefined)) return admit(request, response, token ?? '');
    if (!door.hasCookie(request)) return say(response, 403, NO_COOKIE);
    const file = await files.read(url.pathname);
    if (file === null) return say(response, 404, 'There is no such file.');
    response.writeHead(200, file.headers);
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  /** Exchanges the token and sends the browser to the plain address: a token must not stay in its history. */
  function admit(request: IncomingMessage, response: ServerResponse, token: string): void {
    const cookie = door.redeem(token);
    if (cookie === null && !door.hasCookie(request)) return say(response, 403, NO_COOKIE);
    response.writeHead(303, {
      ...SECURITY_HEADERS,
      location: '/',
      'cache-control': 'no-store',
      ...(cookie === null ? {} : { 'set-cookie': cookie }),
    });
    response.end();
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  server.on('upgrade', (request, socket, head) => {
    const turned = door.refuse(request, 'socket') ?? (door.hasCookie(request) ? null : NOT_ADMITTED);
    if (turned !== null || request.url !== BRIDGE_PATH) {
      // Node leaves an upgraded socket without a listener: a caller that hangs up on this would end the process.
      socket.on('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${turned?.status ?? 404} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (window) => attachWindow(window, services));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // SECURITY: loopback only; a wildcard address would put the window on the network.
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: bound(),
    invitation: () => door.invitation(),
    async close() {
      for (const window of sockets.clients) window.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const NO_COOKIE =
  'This address opens Landfall only once. Start it again, or run the same command a second time: it prints a fresh address.';
const NOT_ADMITTED: Turned = { status: 403, why: NO_COOKIE };

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${text}\n`);
}
