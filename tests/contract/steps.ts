import type { Bridge, OpenedRun, RunChunk } from '../../src/bridge/contract.ts';
import type { Connection, Draft } from '../../src/core/run/draft.ts';
import type { Verdict } from '../../src/core/run/verdict.ts';
import { fromUtf8 } from '../../src/core/wire/utf8.ts';
import type { RawServer } from '../raw-server.ts';

export function draft(): Draft {
  return {
    title: '',
    schema: '{"type":"object"}',
    input: 'hello',
    params: { timeout: 10 },
    extra: {},
    gates: [],
  };
}

export function httpConnection(baseUrl: string): Connection {
  return {
    id: 'x',
    name: 'x',
    kind: 'http',
    baseUrl,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: '',
    secret: null,
  };
}

export async function connect(
  bridge: Bridge,
  server: RawServer,
  changes: Partial<Connection> = {},
): Promise<string> {
  const connection = { ...httpConnection(server.baseUrl), id: 'local', ...changes };
  await bridge.call('connections.save', { connection });
  return connection.id;
}

export async function begin(
  bridge: Bridge,
  draft: Draft,
  connection: string,
  model: string,
): Promise<OpenedRun> {
  const result = await bridge.call('runs.start', { draft, connection, model });
  if (!result.ok) throw new Error(result.problem.message);
  return result.run;
}

export function textOf({ bytes }: RunChunk): string {
  return fromUtf8(bytes);
}

export async function readAll(bridge: Bridge, run: string): Promise<{ lines: string[]; verdict: Verdict }> {
  const lines: string[] = [];
  for (let from = 0; ;) {
    const chunk: RunChunk = await bridge.call('runs.read', { run, from });
    if (chunk.bytes.length > 0) lines.push(...textOf(chunk).split('\n'));
    if (chunk.verdict !== null) return { lines, verdict: chunk.verdict };
    from = chunk.next;
  }
}

export function told<P extends Parameters<Bridge['on']>[0]>(bridge: Bridge, push: P) {
  return new Promise<Parameters<Parameters<typeof bridge.on<P>>[1]>[0]>((resolve) => {
    const off = bridge.on(push, (value) => {
      off();
      resolve(value);
    });
  });
}

/** Brings a file in as the window does. */
export async function importText(bridge: Bridge, name: string, text: string): Promise<OpenedRun> {
  const bytes = new TextEncoder().encode(text);
  const { id } = await bridge.call('imports.begin', { name, size: bytes.length });
  await bridge.call('imports.chunk', { id, bytes });
  await bridge.call('imports.end', { id });
  return bridge.call('imports.open', { id });
}
