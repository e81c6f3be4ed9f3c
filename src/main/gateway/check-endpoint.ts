import type { EndpointCheck } from '../../bridge/contract.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Connection, Draft } from '../../core/run/draft.ts';
import { listModels } from './models.ts';
import { prepareRun } from './prepare-run.ts';
import { streamRun } from './stream-run.ts';

interface CheckOptions {
  model: string;
  key: string | null;
  signal: AbortSignal;
}

/** One boolean: the shortest answer that shows that a schema is kept to. */
const PROBE: Draft = {
  title: '',
  schema:
    '{"type":"object","properties":{"ready":{"type":"boolean"}},"required":["ready"],"additionalProperties":false}',
  input: 'Set ready to true.',
  params: { timeout: 20 },
  extra: {},
  gates: [],
};

/** See `connections.test` in the contract. A refused key ends it: a run would be refused as well. */
export async function checkEndpoint(connection: Connection, options: CheckOptions): Promise<EndpointCheck> {
  const { key, signal } = options;
  const list = await listModels(connection, key, signal);
  if (list.ok) return { ok: true, by: 'models', models: list.models.length };
  const hasNoList = list.status === 404 || list.status === 405 || list.status === 200;
  return hasNoList ? probe(connection, options) : list;
}

async function probe(connection: Connection, { model, key, signal }: CheckOptions): Promise<EndpointCheck> {
  const prepared = prepareRun({ draft: PROBE, connection, model, key });
  if (!prepared.ok) return { ok: false, message: `It lists no models. ${prepared.problem.message}` };
  const record = new RunRecord();
  const end = await streamRun({
    run: prepared.run,
    signal,
    onLines: (lines) => record.pushAll(lines),
  });
  if ((end.reason === 'done' || end.reason === 'eof') && record.ops > 0) {
    return { ok: true, by: 'run', ops: record.ops, durationMs: end.t };
  }
  const { refusal } = end;
  return {
    ok: false,
    message: end.message ?? `A run of one field ended with “${end.reason}” after ${record.ops} operations.`,
    ...(refusal === undefined ? {} : { status: refusal.status, body: refusal.body }),
  };
}
