import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server of raw bytes for tests: it releases what the test says, when the test says so. */
export interface RawServer {
  baseUrl: string;
  /** The next connection, once its whole request has come. */
  request(): Promise<Request>;
  /** Connections so far. */
  connections(): number;
  close(): Promise<void>;
}

interface Request {
  head: string;
  body: string;
  /** Writes bytes as they are. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** A clean end of the connection. */
  end(): void;
  /** A broken one. */
  reset(): void;
  /** Resolves when the client has closed. */
  closed: Promise<void>;
}

export async function rawServer(): Promise<RawServer> {
  const ready: Request[] = [];
  const waiting: ((request: Request) => void)[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    let got = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      const at = got.indexOf('\r\n\r\n');
      if (at === -1) return;
      const head = got.toString('utf8', 0, at);
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
      if (got.length - at - 4 < length) return;
      const request: Request = {
        head,
        body: got.toString('utf8', at + 4, at + 4 + length),
        write: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
        end: () => socket.end(),
        reset: () => socket.resetAndDestroy(),
        closed,
      };
      got = Buffer.alloc(0);
      const next = waiting.shift();
      if (next === undefined) ready.push(request);
      else next(request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    request() {
      const first = ready.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function responseHead(status = 200, headers: Record<string, string> = {}): string {
  const all = { 'content-type': 'application/x-ndjson', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Answer\r\n${lines.join('')}\r\n`;
}

/** One piece of a chunked body. */
export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}
