import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fixturePath, said } from '../../../tests/support/captured-io.ts';

const SCHEMA = fixturePath('../schemas/ticket-with-team.json');
const OPS = [
  '{"op":"add","path":"","value":{}}',
  '{"op":"add","path":"/intent","value":"billing"}',
  '{"op":"add","path":"/team","value":"caf\\u00e9"}',
];

let server: Server;
let folder: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let env: { [name: string]: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-cli-'));
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  env = { DOTTXT_API_KEY: 'sk-secret', DOTTXT_BASE_URL: `http://127.0.0.1:${port}/v1` };
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.end(`${OPS.join('\n')}\n`);
  };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await rm(folder, { recursive: true });
});

describe('stream', () => {
  it('should print the operations bare, and save them timed, without the key', async () => {
    const capture = join(folder, 'run.patchcap.ndjson');
    const result = await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hello', '--capture', capture], { env });
    expect(result).toMatchObject({ code: 0, out: `${OPS.join('\n')}\n` });
    expect(result.notes).toMatch(/^complete · valid · 3 ops · /);
    const saved = await readFile(capture, 'utf8');
    expect(saved).not.toContain('sk-secret');
    expect(saved.endsWith('}\n')).toBe(true);
    expect(await said(['fold', capture])).toEqual({
      code: 0,
      out: '{"intent":"billing","team":"caf\\u00e9"}\n',
      notes: '',
    });
  });

  it('should add a run behind a torn one on a line of its own', async () => {
    const capture = join(folder, 'run.patchcap.ndjson');
    await writeFile(capture, '{"$":"patchcap","v":1}\n{"op":"ad');
    await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hello', '--capture', capture], { env });
    expect(await said(['fold', capture, '--run', '2'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('billing'),
    });
  });

  it('should take the prompt from the standard input and the model from the environment', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => response.end(`${OPS.join('\n')}\n`));
    };
    const result = await said(['stream', '-s', SCHEMA], {
      stdin: 'from stdin\n',
      env: { ...env, DOTTXT_MODEL: 'm1' },
    });
    expect(result.code).toBe(0);
    expect(JSON.parse(body)).toMatchObject({
      model: 'm1',
      messages: [{ role: 'user', content: 'from stdin' }],
    });
  });

  it('should say why a run is not complete, with code 1', async () => {
    answer = (_request, response) => response.end(`${OPS.slice(0, 2).join('\n')}\n`);
    const cut = await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hello'], { env });
    expect(cut).toMatchObject({
      code: 1,
      notes: expect.stringContaining('/team, which the schema requires'),
    });
    answer = (_request, response) => {
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"error":"Forbidden","message":"no access"}');
    };
    const refused = await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hello'], { env });
    expect(refused).toMatchObject({ code: 1, out: '', notes: expect.stringContaining('403') });
    expect(refused.notes).toContain('"error"');
    expect(refused.notes).not.toContain('sk-secret');
  });

  it('should stop when interrupted, and keep what had come', async () => {
    const interrupt = new AbortController();
    const capture = join(folder, 'run.patchcap.ndjson');
    answer = (_request, response) => {
      response.write(`${OPS[0]}\n`);
      response.once('close', () => response.destroy());
      interrupt.abort();
    };
    const result = await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hello', '--capture', capture], {
      env,
      signal: interrupt.signal,
    });
    expect(result).toMatchObject({ code: 1, notes: expect.stringMatching(/^stopped · /) });
    expect((await readFile(capture, 'utf8')).trimEnd().split('\n').at(-1)).toContain('"reason":"stopped"');
  });

  it('should say what is missing before anything is sent', async () => {
    answer = () => expect.unreachable();
    expect(await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hi'])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('DOTTXT_API_KEY'),
    });
    expect(await said(['stream', '-s', SCHEMA, 'hi'], { env })).toMatchObject({ code: 2 });
    expect(await said(['stream', '-m', 'pace', 'hi'], { env })).toMatchObject({ code: 2 });
    expect(await said(['stream', '-m', 'pace', '-s', SCHEMA], { env })).toMatchObject({ code: 2 });
    expect(
      await said(['stream', '-m', 'pace', '-s', SCHEMA, 'hi', '--capture', '/nowhere/x'], { env }),
    ).toMatchObject({
      code: 1,
      notes: expect.stringContaining('cannot write /nowhere/x'),
    });
  });
});
