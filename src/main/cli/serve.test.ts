import { request } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { fixturePath, type Said, said } from '../../../tests/support/captured-io.ts';

const FAST = ['--speed', '1000'];

let stop = new AbortController();
let ended: Promise<Said> | null = null;

/** Starts the command; gives its base URL. */
async function serving(...args: string[]): Promise<string> {
  stop = new AbortController();
  return new Promise((resolve, reject) => {
    ended = said(['serve', ...args], { signal: stop.signal, onOut: (text) => resolve(text.trim()) });
    ended.then(({ notes }) => reject(new Error(notes)), reject);
  });
}

afterEach(async () => {
  stop.abort();
  await ended;
});

async function completion(base: string, model: string | undefined, accept = '*/*'): Promise<Response> {
  return fetch(`${base}/chat/completions`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ ...(model === undefined ? {} : { model }), messages: [], stream: 'patch' }),
  });
}

describe('serve', () => {
  it('should list the runs of its files as models', async () => {
    const base = await serving(
      fixturePath('support-ticket.patchcap.ndjson'),
      fixturePath('two-runs.patchcap.ndjson'),
    );
    const { data } = await (await fetch(`${base}/models`)).json();
    expect(data.map(({ id }: { id: string }) => id)).toEqual(['support-ticket', 'two-runs/1', 'two-runs/2']);
  });

  it('should send the operations again as they came, as lines or as events', async () => {
    const base = await serving(fixturePath('support-ticket.patchcap.ndjson'), ...FAST);
    const lines = await completion(base, 'support-ticket');
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson');
    expect(lines.headers.get('x-landfall-replay')).toBe('1000x');
    const bare = await said(['convert', fixturePath('support-ticket.patchcap.ndjson'), '-', '--to', 'ops']);
    // A comment of the stream becomes a blank line, which keeps a connection alive as well.
    expect((await lines.text()).replaceAll(/^\n/gm, '')).toBe(bare.out);
    const events = await completion(base, undefined, 'text/event-stream');
    expect(await events.text()).toContain(
      'event: patch\ndata: {"op":"add","path":"/intent","value":"billing"}\n\n',
    );
  });

  it('should keep the pace of the capture, divided by the speed', async () => {
    const base = await serving(fixturePath('support-ticket.patchcap.ndjson'), '--speed', '10');
    const start = performance.now();
    await (await completion(base, 'support-ticket')).text();
    // It ends at 1,320 ms. Timers may be late and are never early by more than their resolution.
    expect(performance.now() - start).toBeGreaterThan(130);
  });

  it('should send what a provider sent', async () => {
    const base = await serving(fixturePath('openai.sse.txt'));
    const answer = await completion(base, undefined);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const text = await answer.text();
    expect(text).toContain('data: {"id":"c1","object":"chat.completion.chunk"');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('should break the connection where it broke', async () => {
    const base = await serving(fixturePath('torn.patchcap.ndjson'), ...FAST);
    await expect(completion(base, undefined).then((answer) => answer.text())).rejects.toThrow();
  });

  it('should say which models there are, and answer to this machine alone', async () => {
    const base = await serving(fixturePath('two-runs.patchcap.ndjson'), ...FAST);
    for (const model of ['none', undefined]) {
      const answer = await completion(base, model);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('two-runs/1, two-runs/2');
    }
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${base}/models`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  it('should end well when it is interrupted in the middle of a replay', async () => {
    const base = await serving(fixturePath('support-ticket.patchcap.ndjson'), '--speed', '0.001');
    const cut = completion(base, undefined).then((answer) => answer.text());
    // The request may not have reached the server yet; either way it fails and the command ends.
    stop.abort();
    await expect(cut).rejects.toThrow();
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('should say what is wrong before anything is served', async () => {
    expect(await said(['serve', '/nowhere.ndjson'])).toMatchObject({ code: 1, out: '' });
    for (const args of [[], ['-'], ['a', '--speed', '0'], ['a', '--port', '70000']]) {
      expect(await said(['serve', ...args])).toMatchObject({ code: 2, out: '' });
    }
  });
});
