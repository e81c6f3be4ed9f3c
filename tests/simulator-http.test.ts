import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MODELS } from '../src/main/simulator/models.ts';
import { type Simulator, startSimulator } from '../src/main/simulator/simulator.ts';
import { planOf } from './simulator-plan.ts';

const TICKET =
  '{"title":"SupportTicket","type":"object","properties":{"reply":{"type":"string"},"10":{"type":"integer"},"intent":{"enum":["billing"]}},"required":["reply","10","intent"]}';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

interface Body {
  [member: string]: unknown;
}

/** The request as the SDK sends it, the schema's text as written; members given as undefined are left out. */
function bodyWith(schema: string | null, members: Body = {}): string {
  const messages = [{ role: 'user', content: 'Hello' }];
  const body = JSON.stringify({ model: 'sim/instant', messages, seed: 7, stream: 'patch', ...members });
  const format = `"response_format":{"type":"json_schema","json_schema":{"name":"response","schema":${schema}}}`;
  return schema === null ? body : `{${format},${body.slice(1)}`;
}

function ask(
  body: string,
  headers: { [name: string]: string } = {},
  signal?: AbortSignal,
): Promise<Response> {
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  return fetch(`${simulator.baseUrl}/chat/completions`, signal === undefined ? init : { ...init, signal });
}

async function refusal(
  body: string,
): Promise<{ status: number; message: string; code: string; param: string | null }> {
  const response = await ask(body);
  const { error } = (await response.json()) as {
    error: { message: string; code: string; param: string | null };
  };
  return { status: response.status, ...error };
}

describe('the Simulator over HTTP', () => {
  it('should list its models, each with a description', async () => {
    const response = await fetch(`${simulator.baseUrl}/models`);
    const list = (await response.json()) as { object: string; data: { id: string; description: string }[] };
    expect(list.object).toBe('list');
    expect(list.data.map(({ id }) => id)).toEqual(MODELS.map(({ id }) => id));
    expect(list.data.every(({ description }) => description.length > 10)).toBe(true);
    expect(response.headers.get('x-landfall-simulated')).toBe('1');
  });

  it('should stream the plan as NDJSON, in the order of the text', async () => {
    const response = await ask(bodyWith(TICKET), { accept: '*/*' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('x-landfall-simulated')).toBe('1');
    const lines = planOf(TICKET).operations.map(({ text }) => text);
    expect(await response.text()).toBe(lines.map((line) => `${line}\n`).join(''));
    expect(lines.map((line) => /"path":"([^"]*)"/.exec(line)?.[1])).toEqual(['', '/reply', '/10', '/intent']);
  });

  it('should stream the same plan as SSE where that is asked for', async () => {
    const response = await ask(bodyWith(TICKET), { accept: 'text/event-stream' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = planOf(TICKET).operations.map(({ text }) => `event: patch\ndata: ${text}\n\n`);
    expect(await response.text()).toBe(`${events.join('')}event: done\ndata: {}\n\n`);
  });

  it('should end the body without a word when max_tokens is spent', async () => {
    const body = bodyWith(TICKET, { max_tokens: 5 });
    expect(await (await ask(body)).text()).toBe('{"op":"add","path":"","value":{}}\n');
    expect(await (await ask(body, { accept: 'text/event-stream' })).text()).not.toContain('event: done');
  });

  it('should draw a seed of its own where none is given', async () => {
    const schema = '{"type":"string"}';
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => (await ask(bodyWith(schema, { seed: undefined }))).text()),
    );
    expect(new Set(answers).size).toBeGreaterThan(1);
  });

  it('should deliver a large answer whole to a reader that takes its time', async () => {
    const schema =
      '{"type":"array","items":{"type":"string","minLength":400},"minItems":20000,"maxItems":20000}';
    const response = await ask(bodyWith(schema));
    let lines = 0;
    for await (const piece of response.body ?? [])
      lines += Buffer.from(piece).filter((byte) => byte === 10).length;
    expect(lines).toBe(20_001);
  });

  it('should stop when the client goes away, and go on serving others', async () => {
    const gone = new AbortController();
    const response = await ask(bodyWith(TICKET, { model: 'sim/quick-120tps' }), {}, gone.signal);
    const reader = response.body?.getReader();
    await reader?.read();
    gone.abort();
    await expect(reader?.read()).rejects.toThrow(/abort/);
    expect((await ask(bodyWith(TICKET))).status).toBe(200);
  });

  it('should refuse what it cannot do, and say what to do instead', async () => {
    expect(await refusal('{"model":')).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(await refusal('[]')).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(await refusal(bodyWith(TICKET, { model: undefined }))).toMatchObject({
      status: 400,
      code: 'missing_model',
      param: 'model',
    });
    const unknown = await refusal(bodyWith(TICKET, { model: 'gpt-oss' }));
    expect(unknown).toMatchObject({ status: 404, code: 'model_not_found' });
    for (const { id } of MODELS) expect(unknown.message).toContain(id);
    expect(await refusal(bodyWith(null))).toMatchObject({
      status: 400,
      code: 'missing_schema',
      param: 'response_format',
    });
    const stream = await refusal(bodyWith(TICKET, { stream: 'tokens' }));
    expect(stream).toMatchObject({ status: 400, code: 'unsupported_stream', param: 'stream' });
    expect(stream.message).toContain('"stream": "patch"');
    expect(await refusal(bodyWith(TICKET, { messages: [] }))).toMatchObject({
      status: 400,
      param: 'messages',
    });
    expect(await refusal(bodyWith(TICKET, { seed: 1.5 }))).toMatchObject({ status: 400, param: 'seed' });
    expect(await refusal(bodyWith(TICKET, { max_tokens: 0 }))).toMatchObject({
      status: 400,
      param: 'max_tokens',
    });
  });

  it('should name the keyword of the schema that it cannot honour', async () => {
    const told = await refusal(bodyWith('{"properties":{"a":{"dependentSchemas":{}}}}'));
    expect(told).toMatchObject({ status: 400, code: 'unsupported_keyword', param: 'response_format' });
    expect(told.message).toContain('"dependentSchemas"');
    expect(told.message).toContain('/properties/a/dependentSchemas');
    expect(await refusal(bodyWith('{"enum":[1],"type":"string"}'))).toMatchObject({
      code: 'unsatisfiable_schema',
    });
  });

  it('should know its two paths and their methods, and nothing else', async () => {
    const nowhere = await fetch(`${simulator.baseUrl}/embeddings`);
    expect(nowhere.status).toBe(404);
    const wrong = await fetch(`${simulator.baseUrl}/chat/completions`);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST');
  });

  it('should answer a body that is too large rather than hang up on it', async () => {
    expect(await refusal(`{"pad":"${'x'.repeat(17 * 1024 * 1024)}"}`)).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
  });

  it('should break open streams when it is closed', async () => {
    const other = await startSimulator();
    const body = bodyWith(TICKET, { model: 'sim/quick-120tps' });
    const response = await fetch(`${other.baseUrl}/chat/completions`, { method: 'POST', body });
    const broken = expect(response.text()).rejects.toThrow(/terminated/);
    await other.close();
    await broken;
    await expect(fetch(`${other.baseUrl}/models`)).rejects.toThrow();
  });
});
