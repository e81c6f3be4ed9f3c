import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { constants, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FAULTS } from '../src/main/simulator/misbehave/table.ts';
import { type Simulator, startSimulator } from '../src/main/simulator/simulator.ts';
import { foldText, planOf } from './simulator-plan.ts';

const SCHEMA =
  '{"type":"object","properties":{"zeta":{"const":"é€𝄞"},"list":{"type":"array","items":{"type":"object","properties":{"b":{"const":2},"a":{"const":1}},"required":["b","a"]},"minItems":2,"maxItems":2},"alpha":{"type":"boolean"}},"required":["zeta","list","alpha"]}';
const LINES = planOf(SCHEMA).operations.map(({ text }) => text);
const DOCUMENT = foldText(LINES).json;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

type Dialect = 'lines' | 'events' | 'chat' | 'whole';

interface Asking {
  dialect?: Dialect;
  after?: number;
  model?: string;
  url?: string;
}

function send(faults: readonly string[], asking: Asking = {}): ClientRequest {
  const { dialect = 'lines', after, model = 'sim/instant', url } = asking;
  const sent = request(url ?? `${simulator.baseUrl}/chat/completions`, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: dialect === 'events' ? 'text/event-stream' : '*/*',
    },
  });
  const stream = dialect === 'chat' || (dialect === 'whole' ? false : 'patch');
  const messages = [{ role: 'user', content: 'Hello' }];
  const own = { faults, ...(after === undefined ? {} : { after }) };
  const body = JSON.stringify({ model, messages, seed: 7, stream, simulator: own });
  const format = `"response_format":{"type":"json_schema","json_schema":{"name":"r","schema":${SCHEMA}}}`;
  sent.end(`{${format},${body.slice(1)}`);
  return sent;
}

interface Got {
  status: number;
  headers: IncomingMessage['headers'];
  /** As the server wrote them: each write is a chunk of its own. */
  chunks: Buffer[];
  bytes: Buffer;
  text: string;
  /** How the body ended: `end`, or the code of the error. */
  ended: string;
}

async function get(faults: readonly string[], asking: Asking = {}): Promise<Got> {
  const [response] = (await once(send(faults, asking), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<string>();
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => resolve('end'));
  response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  const ended = await promise;
  const bytes = Buffer.concat(chunks);
  const { statusCode: status = 0, headers } = response;
  return { status, headers, chunks, bytes, text: bytes.toString(), ended };
}

/** What a chat stream or completion says, its text put together. */
function chatText(text: string): string {
  const chunks = text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => (line.startsWith('data: {') ? line.slice(6) : []));
  return chunks.map((chunk) => contentOf(chunk)).join('');
}

function contentOf(chunk: string): string {
  interface Chunk {
    choices?: { delta?: { content?: string } }[];
  }
  try {
    return (JSON.parse(chunk) as Chunk).choices?.[0]?.delta?.content ?? '';
  } catch {
    return '';
  }
}

const lines = (...list: string[]) => list.map((line) => `${line}\n`).join('');
const HALF = Math.ceil(LINES.length / 2);

describe('the table of faults', () => {
  it('should be listed with a sentence each, no name twice', async () => {
    const response = await fetch(`${simulator.baseUrl}/simulator`);
    const { faults, options } = (await response.json()) as {
      faults: { name: string; family: string; description: string }[];
      options: { name: string; description: string }[];
    };
    expect(faults.map(({ name }) => name)).toEqual(FAULTS.map(({ name }) => name));
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    for (const { name, family, description } of faults) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(description).toMatch(/^[A-Z].{20,140}\.$/);
      expect(family).not.toBe('');
    }
    expect(options.map(({ name }) => name)).toEqual(['faults', 'after', 'reasoning']);
  });

  it('should refuse an unknown name and tell the known ones', async () => {
    const { status, text } = await get(['cut', 'meteor']);
    expect(status).toBe(400);
    expect(text).toContain('\\"meteor\\"');
    for (const { name } of FAULTS) expect(text).toContain(name);
  });

  it('should refuse what excludes each other and what the answer cannot have', async () => {
    expect((await get(['cut', 'silence'])).text).toContain('exclude each other');
    expect((await get(['crlf', 'cr'], { dialect: 'chat' })).text).toContain('exclude each other');
    expect((await get(['error-event'])).text).toContain('server-sent events');
    expect((await get(['impossible-operation'], { dialect: 'chat' })).status).toBe(400);
    expect((await get(['error-chunk'], { dialect: 'events' })).status).toBe(400);
    expect((await get(['cut'], { dialect: 'whole' })).status).toBe(400);
    expect((await get(['cut'], { after: -1 })).text).toContain('simulator.after');
  });

  it('should refuse members that it does not know', async () => {
    const body = { model: 'sim/instant', messages: [{ role: 'user', content: '' }] };
    for (const own of [[], { fault: ['cut'] }, { faults: 'cut' }, { reasoning: 1 }]) {
      const response = await fetch(`${simulator.baseUrl}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify({ ...body, simulator: own }),
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('invalid_simulator');
    }
  });
});

describe('instead of an answer', () => {
  const STATUSES: readonly (readonly [string, number, string])[] = [
    ['status-401', 401, 'API key'],
    ['status-403', 403, '"message":"no access'],
    ['status-429', 429, 'Rate limit'],
    ['status-500', 500, '"detail":"CUDA'],
    ['status-502-html', 502, '<h1>502 Bad Gateway</h1>'],
    ['html', 200, '<!doctype html>'],
  ];
  for (const [name, status, words] of STATUSES) {
    it(`should give ${name}, to streams and to whole answers`, async () => {
      for (const dialect of ['lines', 'chat', 'whole'] as const) {
        const got = await get([name], { dialect });
        expect(got.status).toBe(status);
        expect(got.text).toContain(words);
        expect(got.headers['x-landfall-simulated']).toBe('1');
        const html = words.includes('<');
        expect(got.headers['content-type']).toBe(html ? 'text/html; charset=utf-8' : 'application/json');
        expect(got.headers['retry-after']).toBe(name === 'status-429' ? '20' : undefined);
      }
    });
  }

  it('should hang up, or say nothing until the client gives up', async () => {
    await expect(once(send(['hang-up']), 'response')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const waiting = send(['no-answer']);
    const answered = once(waiting, 'response');
    let responses = 0;
    waiting.on('response', () => responses++);
    // Another exchange there and back: what was to come would have come.
    await once(waiting, 'finish');
    await get([]);
    expect(responses).toBe(0);
    waiting.destroy(new Error('gave up'));
    await expect(answered).rejects.toThrow('gave up');
  });

  it('should redirect on the same origin, to where other faults go on', async () => {
    const got = await get(['redirect-same-origin', 'bad-line']);
    expect(got.status).toBe(307);
    const url = new URL(String(got.headers.location), simulator.baseUrl);
    expect(url.origin).toBe(new URL(simulator.baseUrl).origin);
    const there = await get(['redirect-same-origin', 'bad-line'], { url: url.href });
    expect(there.status).toBe(200);
    expect(there.text).toContain('"path":\n');
  });

  it('should redirect to another origin that is there', async () => {
    const { status, headers } = await get(['redirect-other-origin']);
    expect(status).toBe(307);
    const url = new URL(String(headers.location));
    expect(url.origin).not.toBe(new URL(simulator.baseUrl).origin);
    expect(url.port).toBe(new URL(simulator.baseUrl).port);
    expect((await get(['redirect-other-origin'], { url: url.href })).text).toBe(lines(...LINES));
  });
});

describe('answers that end badly', () => {
  it('should say an error in the stream, in all its shapes, and no end marker', async () => {
    const first = lines(...LINES.slice(0, HALF));
    const object = await get(['error-object']);
    expect(object.text.slice(0, first.length)).toBe(first);
    expect(object.text.slice(first.length)).toMatch(/^\{"error":\{"message":".*"worker_lost"\}\}\n$/);
    const flat = await get(['error-flat'], { after: 1 });
    expect(flat.text).toMatch(/^\{"op":.*\n\{"object":"error","message":.*\}\n$/);
    const shapes = {
      'error-field': /\n\nerror: \{"code":500/,
      'error-event': /\n\nevent: error\ndata: \{"error"/,
    };
    for (const [name, shape] of Object.entries(shapes)) {
      for (const dialect of ['events', 'chat'] as const) {
        const { text, ended } = await get([name], { dialect });
        expect(text).toMatch(shape);
        expect(text).not.toMatch(/event: done|\[DONE\]/);
        expect(ended).toBe('end');
      }
    }
    const chunk = await get(['error-chunk'], { dialect: 'chat' });
    expect(chunk.text).toMatch(/"error":\{"code":502.*"finish_reason":"error"\}\]\}\n\n$/);
  });

  it('should lose the connection after what was said so far, compressed or not', async () => {
    const { text, ended } = await get(['cut']);
    expect(text).toBe(lines(...LINES.slice(0, HALF)));
    expect(ended).toBe('ECONNRESET');
    const packed = await get(['cut', 'gzip'], { after: 2 });
    expect(packed.ended).toBe('ECONNRESET');
    const finishFlush = constants.Z_SYNC_FLUSH;
    expect(gunzipSync(packed.bytes, { finishFlush }).toString()).toBe(lines(...LINES.slice(0, 2)));
    expect(await get(['cut'], { after: 0 })).toMatchObject({ status: 200, text: '', ended: 'ECONNRESET' });
  });

  it('should fall silent and stay so until the client gives up', async () => {
    const sent = send(['silence'], { dialect: 'chat', after: 3 });
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    let ended = false;
    const closed = once(response, 'close');
    const { promise: said, resolve } = Promise.withResolvers<void>();
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('\n\n').length === 4) resolve();
    });
    response.on('end', () => (ended = true));
    response.on('error', () => undefined);
    await said;
    await get([]);
    expect(ended).toBe(false);
    expect(text.split('\n\n')).toHaveLength(4);
    response.destroy();
    await closed;
  });

  it('should give half of the tokens', async () => {
    const { text } = await get(['truncated']);
    expect(lines(...LINES).startsWith(text)).toBe(true);
    expect(text.split('\n').length).toBeLessThan(LINES.length);
    const chat = await get(['truncated'], { dialect: 'chat' });
    expect(chat.text).toContain('"finish_reason":"length"');
    expect(DOCUMENT.startsWith(chatText(chat.text))).toBe(true);
    expect((await get(['truncated'], { dialect: 'whole' })).text).toContain('"finish_reason":"length"');
  });
});

describe('odd things in a whole answer', () => {
  it('should beat: once at first, and once at the place that was asked for', async () => {
    const { text } = await get(['heartbeats'], { after: 2 });
    expect(text).toBe(`\n${lines(...LINES.slice(0, 2), '', ...LINES.slice(2))}`);
    const events = await get(['heartbeats'], { dialect: 'events' });
    expect(events.text.startsWith(': OPENROUTER PROCESSING\n\nevent: patch\n')).toBe(true);
    expect(events.text).toContain('\n\n: keep-alive\n\n');
    const chat = await get(['heartbeats'], { dialect: 'chat' });
    expect(chatText(chat.text)).toBe(DOCUMENT);
  });

  it('should beat while a slow model has not begun', async () => {
    const sent = send(['heartbeats'], { dialect: 'chat', model: 'sim/slow-start-25tps' });
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const [chunk] = (await once(response, 'data')) as [Buffer];
    expect(chunk.toString()).toBe(': OPENROUTER PROCESSING\n\n');
    response.on('error', () => undefined);
    response.destroy();
  });

  const INSERTED = {
    'unknown-event': '{"telemetry":{"queue":3,"load":0.71}}',
    'bad-line': '{"op":"add","path":',
    'impossible-operation': '{"op":"replace","path":"/no/such/place","value":true}',
    'invalid-utf8': '{"note":"\uFFFD(\uFFFD"}',
  };
  for (const [name, extra] of Object.entries(INSERTED)) {
    it(`should say ${name} once`, async () => {
      const { text, bytes } = await get([name]);
      expect(text).toBe(lines(...LINES.slice(0, HALF), extra, ...LINES.slice(HALF)));
      if (name === 'invalid-utf8') expect(bytes.includes(Buffer.from([0xc3, 0x28, 0xf0, 0x9f]))).toBe(true);
      const events = await get([name], { dialect: 'events' });
      expect(events.text).toContain(
        `event: ${name === 'unknown-event' ? 'telemetry' : 'patch'}\ndata: ${extra}`,
      );
      expect(events.text.endsWith('event: done\ndata: {}\n\n')).toBe(true);
      if (name === 'impossible-operation') return;
      const chat = await get([name], { dialect: 'chat' });
      expect(chatText(chat.text)).toBe(DOCUMENT);
      expect(chat.text.endsWith('data: [DONE]\n\n')).toBe(true);
    });
  }

  it('should write a member twice', async () => {
    const { text } = await get(['duplicate-keys'], { after: 1 });
    expect(text.split('\n')[1]).toContain('"path":"/zeta","path":"/zeta","value"');
    expect(text.split('\n').filter((line) => line.split('"path"').length > 2)).toHaveLength(1);
    const chat = chatText((await get(['duplicate-keys'], { dialect: 'chat' })).text);
    expect(chat).toBe(`{"zeta":"é€𝄞",${DOCUMENT.slice(1)}`);
  });

  it('should sort keys', async () => {
    const { text } = await get(['sorted-keys']);
    const sorted = '{"alpha":true,"list":[{"a":1,"b":2},{"a":1,"b":2}],"zeta":"é€𝄞"}';
    const built = foldText(text.trimEnd().split('\n')).json;
    expect(built.replace('false', 'true')).toBe(sorted);
    expect(JSON.parse(built)).toEqual(JSON.parse(DOCUMENT));
    expect(chatText((await get(['sorted-keys'], { dialect: 'chat' })).text)).toBe(built);
  });
});

describe('the same in other bytes', () => {
  it('should end lines otherwise, or not at all', async () => {
    const plain = (await get([], { dialect: 'events' })).text;
    const ends = { crlf: '\r\n', cr: '\r' };
    for (const [name, end] of Object.entries(ends)) {
      expect((await get([name], { dialect: 'events' })).text).toBe(plain.replaceAll('\n', end));
    }
    expect((await get(['no-last-newline', 'crlf'])).text).toBe(LINES.join('\r\n'));
    expect((await get(['no-last-newline'], { dialect: 'events' })).text).toBe(plain.trimEnd());
    expect((await get(['byte-order-mark'])).bytes).toEqual(Buffer.from(`\uFEFF${lines(...LINES)}`));
  });

  it('should put several in one write, and one in many', async () => {
    const several = await get(['several-in-one-write']);
    expect(several.chunks.map(String)).toEqual(
      [0, 4, 8].map((from) => lines(...LINES.slice(from, from + 4))).filter((chunk) => chunk !== ''),
    );
    const many = await get(['one-in-many-writes']);
    expect(Math.max(...many.chunks.map(({ length }) => length))).toBe(16);
    expect(many.chunks.length).toBeGreaterThan(2 * LINES.length);
    expect(many.text).toBe(lines(...LINES));
  });

  it('should cut every long character, of which there are some', async () => {
    for (const dialect of ['lines', 'chat'] as const) {
      const { chunks, text } = await get(['split-utf8'], { dialect });
      const cut = chunks.slice(0, -1).filter((chunk) => (chunk.at(-1) ?? 0) >= 0xc0);
      expect(cut.length).toBeGreaterThan(3 * HALF);
      expect(chunks.map(String).join('')).not.toBe(text);
      const clean = text.replaceAll(',"note":"é€𝄞"}', '}');
      if (dialect === 'lines') expect(clean).toBe(lines(...LINES));
      else expect(chatText(text)).toBe(DOCUMENT);
    }
  });

  it('should compress though nobody asked', async () => {
    const got = await get(['gzip']);
    expect(got.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(got.bytes).toString()).toBe(lines(...LINES));
    const whole = await get(['gzip'], { dialect: 'whole' });
    expect(gunzipSync(whole.bytes).toString()).toContain('chat.completion');
  });

  it('should compose', async () => {
    const { text, chunks, ended } = await get(
      ['sorted-keys', 'heartbeats', 'unknown-event', 'error-event', 'crlf', 'one-in-many-writes'],
      { dialect: 'events', after: 2 },
    );
    expect(ended).toBe('end');
    expect(chunks.length).toBeGreaterThan(10);
    const kinds = ['patch', 'patch', 'telemetry', 'error'].map((kind) => `event: ${kind}`);
    expect(text.match(/^(:|event: \w+)/gm)).toEqual([':', ...kinds.toSpliced(2, 0, ':')]);
    expect(text).toContain('"path":"/alpha"');
  });
});
