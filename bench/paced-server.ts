import { type ChildProcess, fork } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLines } from './data-sets.ts';

/** How a server sends: `stamps` are numbers of microseconds on the machine's monotonic clock, each its own moment. */
export interface Pace {
  perSecond: number;
  ops: number;
  lines: 'items' | 'stamps';
}

export interface PacedServer {
  baseUrl: string;
  stop(): void;
}

/** Starts a dottxt endpoint in a process of its own, which answers every run with operations at a steady pace. */
export async function pacedServer(pace: Pace): Promise<PacedServer> {
  const child: ChildProcess = fork(import.meta.filename, [JSON.stringify(pace)], { execArgv: [] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (said) => resolve(Number(said)));
    child.once('exit', () => reject(new Error('bench: the paced server ended before it listened')));
  });
  return { baseUrl: `http://127.0.0.1:${port}/v1`, stop: () => void child.kill() };
}

/** Microseconds on the clock that all processes of this machine share. */
export function microseconds(): number {
  return Number(process.hrtime.bigint()) / 1000;
}

function send(response: ServerResponse, { perSecond, ops, lines }: Pace): void {
  const prepared = lines === 'items' ? createLines('items', ops) : [];
  const line = (i: number): string => {
    if (lines === 'items') return prepared[i] ?? '';
    if (i === 0) return '{"op":"add","path":"","value":[]}';
    return `{"op":"add","path":"/${i - 1}","value":${microseconds().toFixed(1)}}`;
  };
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.socket?.setNoDelay(true);
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(ops, Math.floor(((performance.now() - started) * perSecond) / 1000));
    // One write for each moment where the moments are measured, one for all that is due in a flood.
    if (lines === 'stamps') for (; sent < due; sent++) response.write(`${line(sent)}\n`);
    let text = '';
    for (; sent < due; sent++) text += `${line(sent)}\n`;
    if (text !== '') response.write(text);
    if (sent < ops) return;
    clearInterval(timer);
    response.end();
  }, 1);
  response.on('close', () => clearInterval(timer));
}

if (import.meta.main) {
  const pace = JSON.parse(process.argv[2] ?? '') as Pace;
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[{"id":"paced","object":"model"}]}');
      return;
    }
    request.resume();
    request.on('end', () => send(response, pace));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}
