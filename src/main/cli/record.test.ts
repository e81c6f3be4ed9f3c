import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { said } from '../../../tests/support/captured-io.ts';

const SCHEMA =
  '{"type":"object","properties":{"10":{"type":"string"},"2":{"type":"string"}},"required":["10"]}';
const OPS = '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/10","value":"x"}\n';

let server: Server;
let folder: string;
let output: string;
let draft: string;
let bodies: string[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let env: { [name: string]: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-record-'));
  output = join(folder, 'run.patchcap.ndjson');
  draft = join(folder, 'draft.json');
  bodies = [];
  answer = (_request, response) => void response.end(OPS);
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      bodies.push(body);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  env = { DOTTXT_API_KEY: 'sk-a-long-secret', DOTTXT_BASE_URL: `http://127.0.0.1:${port}/v1` };
  await writeFile(join(folder, 'schema.json'), SCHEMA);
  await writeFile(
    draft,
    JSON.stringify({
      title: 'T',
      story: 'ignored',
      input: 'from the draft',
      params: { seed: 7 },
      model: 'm1',
    }),
  );
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await rm(folder, { recursive: true });
});

describe('record', () => {
  it('should run a draft with the schema beside it as often as asked, into one capture', async () => {
    const result = await said(['record', draft, '-o', output, '--repeat', '3'], { env });
    expect(result).toMatchObject({ code: 0, notes: '' });
    expect(result.out).toMatch(
      /^1\/3 complete · valid · 2 ops · \d+ ms\n2\/3 complete.*\n3\/3 complete.*\n$/,
    );
    expect(bodies).toHaveLength(3);
    expect(bodies[0]).toContain(`"schema":${SCHEMA}`);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      model: 'm1',
      seed: 7,
      messages: [{ role: 'user', content: 'from the draft' }],
    });
    const text = await readFile(output, 'utf8');
    expect(text).not.toContain('sk-a-long-secret');
    const ids = [...text.matchAll(/"\$":"patchcap","v":1,"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(3);
    expect(await said(['assert', output, '--complete'])).toMatchObject({ code: 0 });
  });

  it('should let flags win over the draft, and need none', async () => {
    await said(
      ['record', draft, '-o', output, '-p', 'from the flag', '-m', 'm2', '--seed', '9', '--max-tokens', '5'],
      { env },
    );
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      model: 'm2',
      seed: 9,
      max_tokens: 5,
      messages: [{ content: 'from the flag' }],
    });
    const flags = ['-s', join(folder, 'schema.json'), '-m', 'm3', '-p', 'hi', '-o', output];
    expect(await said(['record', ...flags], { env })).toMatchObject({ code: 0 });
    expect((await readFile(output, 'utf8')).match(/"\$":"patchcap"/g)).toHaveLength(2);
  });

  it('should fail where a run is not complete, and keep it', async () => {
    answer = (_request, response) => void response.writeHead(429).end('{"error":"slow down"}');
    const { code, out } = await said(['record', draft, '-o', output], { env });
    expect(code).toBe(1);
    expect(out).toMatch(/^refused · .*\n {2}.*429/);
    expect(await said(['report', output])).toMatchObject({ out: expect.stringContaining('refused') });
  });

  it('should leave a valid capture when it is interrupted, and start no further run', async () => {
    const stop = new AbortController();
    answer = (_request, response) => {
      response.write(OPS);
      // What was written has left; the client stops when it has it or before: either way the file is whole.
      setImmediate(() => stop.abort());
    };
    const { code } = await said(['record', draft, '-o', output, '--repeat', '5'], {
      env,
      signal: stop.signal,
    });
    expect(code).toBe(1);
    const lines = (await readFile(output, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ $: 'end', reason: 'stopped' });
    expect(bodies).toHaveLength(1);
  });

  it.runIf(existsSync('/dev/full'))(
    'should say that the disk is full, and start no further run',
    async () => {
      const { code, notes } = await said(['record', draft, '-o', '/dev/full', '--repeat', '3'], { env });
      expect({ code, runs: bodies.length }).toEqual({ code: 1, runs: 1 });
      expect(notes).toContain('/dev/full: This run is not saved: the disk is full.');
    },
  );

  it('should run on the built-in Simulator and mark it', async () => {
    const result = await said(['record', draft, '-o', output, '--simulator', '-m', 'sim/quick-120tps'], {});
    expect(result.code).toBe(0);
    expect((await readFile(output, 'utf8')).split('\n')[0]).toContain('"simulated":true');
  });

  it('should say what is missing before anything is sent or written', async () => {
    const schema = join(folder, 'schema.json');
    expect(await said(['record', draft], { env })).toMatchObject({ code: 2 });
    expect(await said(['record', '-o', output, '-p', 'x'], { env })).toMatchObject({ code: 2 });
    expect(await said(['record', '-o', output, '-s', schema], { env })).toMatchObject({ code: 2 });
    expect(await said(['record', draft, '-o', output, '--repeat', '0'], { env })).toMatchObject({ code: 2 });
    expect(await said(['record', draft, '-o', output])).toMatchObject({
      code: 1,
      notes: expect.stringContaining('DOTTXT_API_KEY'),
    });
    await writeFile(draft, '{"params":{"seed":"x"}}');
    expect(await said(['record', draft, '-o', output], { env })).toMatchObject({
      code: 1,
      notes: expect.stringContaining('params.seed'),
    });
    for (const [mustFollow, said_] of [
      [[{ field: '/10', after: '/nowhere' }], 'The schema has no field /nowhere'],
      [[{ field: '/10', after: '/2', because: 'x' }], 'because'],
    ] as const) {
      await writeFile(draft, JSON.stringify({ input: 'x', model: 'm1', mustFollow }));
      expect(await said(['record', draft, '-o', output], { env })).toMatchObject({
        code: 1,
        notes: expect.stringContaining(said_),
      });
    }
    await expect(readFile(output)).rejects.toThrow();
    expect(bodies).toEqual([]);
  });
});
