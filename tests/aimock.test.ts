import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProtocolId } from '../src/core/protocols/table.ts';
import { assess } from '../src/core/run/assess.ts';
import type { Connection, Draft } from '../src/core/run/draft.ts';
import { RunRecord } from '../src/core/run/record.ts';
import { prepareRun } from '../src/main/gateway/prepare-run.ts';
import { streamRun } from '../src/main/gateway/stream-run.ts';

/** A server that other people wrote after the services' documentation, against our requests and decoders. */
const mock = new LLMock({ port: 0, chunkSize: 7 });

const JSON_TEXT = '{"title":"Fjord ☕ \\u00e5","legs":[{"km":12.50},{"km":3e1}],"10":null,"2":true}';
const CALL = { name: 'response', arguments: '{"room":"attic","level":0.50}' };

beforeAll(async () => {
  mock.onMessage('plan', { content: JSON_TEXT });
  mock.onMessage('think', { content: JSON_TEXT, reasoning: 'First the route.' });
  mock.onMessage('call', { toolCalls: [CALL] });
  mock.onMessage('refuse', { error: { message: 'slow down', type: 'rate_limit_error' }, status: 429 });
  await mock.start();
});
afterAll(() => mock.stop());

const DIALECTS: { protocol: ProtocolId; base: string; model: string }[] = [
  { protocol: 'openai.chat', base: '/v1', model: 'gpt-4o' },
  { protocol: 'openai.responses', base: '/v1', model: 'gpt-4o' },
  { protocol: 'anthropic.messages', base: '/v1', model: 'claude-sonnet-4-5' },
  { protocol: 'gemini', base: '/v1beta', model: 'gemini-2.5-flash' },
  { protocol: 'ollama', base: '/api', model: 'llama3' },
];

describe.each(DIALECTS)('$protocol of aimock', ({ protocol, base, model }) => {
  it('should stream a document, spelled and ordered as it was sent', async () => {
    const record = await run('plan');
    expect(json(record)).toBe(JSON_TEXT);
    expect(await assess(record, () => ({ state: 'valid' }))).toMatchObject({
      headline: 'complete',
      ended: 'done',
    });
    expect(record.errors).toBe(0);
    expect(unknown(record)).toEqual([]);
  });

  it('should stream the arguments of a tool call as a document with its name', async () => {
    const record = await run('call', true);
    // Servers that hold the arguments as a value have spelled them anew.
    expect(JSON.parse(json(record))).toEqual({ room: 'attic', level: 0.5 });
    expect(record.documents[0]?.name).toBe('response');
    expect((await assess(record, () => ({ state: 'valid' }))).headline).toBe('complete');
    expect(unknown(record)).toEqual([]);
  });

  it('should tell reasoning apart from the document', async () => {
    const record = await run('think');
    expect(json(record)).toBe(JSON_TEXT);
    expect(reasoning(record)).toBe('First the route.');
    expect(unknown(record)).toEqual([]);
  });

  it('should say why it was refused', async () => {
    const verdict = await assess(await run('refuse'), () => ({ state: 'unchecked' }));
    expect(verdict).toMatchObject({ headline: 'refused', refusal: { status: 429 } });
    expect(verdict.refusal?.body).toContain('slow down');
  });

  async function run(input: string, tools = false): Promise<RunRecord> {
    const connection: Connection = {
      id: 'mock',
      name: 'aimock',
      kind: 'http',
      baseUrl: `${mock.url}${base}`,
      protocol,
      accept: '*/*',
      model,
      secret: null,
      tools,
    };
    const draft: Draft = {
      title: '',
      schema: '{"type":"object","properties":{"title":{"type":"string"}}}',
      input,
      params: { max_tokens: 200, temperature: 0 },
      extra: {},
      gates: [],
    };
    const prepared = prepareRun({ draft, connection, model, key: 'sk-for-the-mock' });
    if (!prepared.ok) throw new Error(prepared.problem.message);
    const record = new RunRecord();
    const { signal } = new AbortController();
    await streamRun({ run: prepared.run, signal, onLines: (lines) => record.pushAll(lines) });
    return record;
  }
});

function json(record: RunRecord): string {
  return record.history.at(record.log.length - 1).json();
}

function reasoning(record: RunRecord): string {
  return texts(record, 'reason').join('');
}

function unknown(record: RunRecord): string[] {
  return texts(record, 'unknown');
}

function texts(record: RunRecord, kind: 'reason' | 'unknown'): string[] {
  const found: string[] = [];
  for (let i = 0; i < record.log.length; i += 1) {
    const event = record.log.event(i);
    if (event.kind === kind) found.push(event.text);
  }
  return found;
}
