import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the endpoint saw it, and the answer that the test gives piece by piece. */
export class Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, body: string, response: ServerResponse) {
    this.method = request.method ?? '';
    this.path = request.url ?? '';
    this.headers = request.headers;
    this.body = body;
    this.#response = response;
  }

  /** Resolves once the client has closed its side, as it does when a person presses Stop. */
  closed(): Promise<void> {
    return new Promise((resolve) => this.#response.once('close', () => resolve()));
  }

  begin(status = 200, headers: Record<string, string> = { 'content-type': 'application/x-ndjson' }): this {
    this.#response.writeHead(status, headers);
    this.#response.flushHeaders();
    return this;
  }

  send(text: string): this {
    this.#response.write(text);
    return this;
  }

  end(text = ''): void {
    this.#response.end(text);
  }

  /** Breaks the connection in the middle of the body. */
  cut(): void {
    this.#response.destroy();
  }
}

/** A dottxt endpoint of the test's own: it answers `GET /models` by itself, and everything else as the test says. */
export class Endpoint {
  readonly baseUrl: string;
  readonly exchanges: Exchange[] = [];
  readonly #server: Server;
  readonly #waiting: ((exchange: Exchange) => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  static async start(models: string[] = ['openai/gpt-oss-20b']): Promise<Endpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = new Endpoint(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        if (request.method === 'GET') {
          response.setHeader('content-type', 'application/json');
          response.end(
            JSON.stringify({ object: 'list', data: models.map((id) => ({ id, object: 'model' })) }),
          );
          return;
        }
        endpoint.#arrived(new Exchange(request, Buffer.concat(pieces).toString(), response));
      });
    });
    return endpoint;
  }

  /** The next request to a run, past or to come. */
  next(): Promise<Exchange> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #arrived(exchange: Exchange): void {
    this.exchanges.push(exchange);
    this.#waiting.shift()?.(exchange);
  }
}
