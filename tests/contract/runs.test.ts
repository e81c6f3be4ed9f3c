import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Draft } from '../../src/core/run/draft.ts';
import { captureWriter } from '../../src/main/library/capture-writer.ts';
import { rawServer, responseHead } from '../raw-server.ts';
import { overBoth } from './over-both.ts';
import { begin, connect, draft, readAll, told, textOf } from './steps.ts';

const KEY = 'sk-planted-0123456789';
const SCHEMA = '{ "type": "object", "properties": { "b": { "type": "string" }, "10": { "const": 1.0 } } }';
const SEED = '{"op":"add","path":"","value":{}}';

overBoth('runs', (shell) => {
  it('should stream a run of the Simulator to its verdict, record it, and read it again', async () => {
    const [example] = await shell.bridge.call('examples.list', {});
    const changed = told(shell.bridge, 'captures.changed');
    const started = await begin(shell.bridge, { ...draft(), ...example?.draft }, 'simulator', 'sim/instant');
    expect(started).toMatchObject({ live: true, header: { simulated: true } });
    const { lines, verdict } = await readAll(shell.bridge, started.run);
    expect(verdict).toMatchObject({ headline: 'complete', ended: 'eof', document: 'valid' });
    await changed;

    // A reload: from the start, the same lines.
    expect(await readAll(await shell.reload(), started.run)).toEqual({ lines, verdict });

    const [capture] = await shell.bridge.call('captures.list', {});
    expect(capture).toMatchObject({ id: started.capture, ended: 'eof', ops: verdict.ops, simulated: true });
    const opened = await shell.bridge.call('captures.open', { id: capture?.id ?? '' });
    expect(opened).toMatchObject({ live: false, takenFor: null, notes: [] });
    expect(await readAll(shell.bridge, opened.run)).toEqual({ lines, verdict });

    expect(await shell.bridge.call('captures.reveal', { id: capture?.id ?? '' })).toEqual({
      path: capture?.path,
    });
    await shell.bridge.call('captures.remove', { ids: [capture?.id ?? ''] });
    expect(await shell.bridge.call('captures.list', {})).toEqual([]);
    await shell.bridge.call('runs.close', { run: started.run });
    await expect(shell.bridge.call('runs.read', { run: started.run, from: 0 })).rejects.toMatchObject({
      kind: 'not found',
    });
  });

  it('should give a window that was reloaded in the middle the whole run', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const started = await begin(shell.bridge, draft(), id, 'm');
    const request = await server.request();
    await request.write(`${responseHead()}${SEED}\n`);
    let next = 0;
    for (let seen = ''; !seen.includes(SEED.slice(0, -1));) {
      const chunk = await shell.bridge.call('runs.read', { run: started.run, from: next });
      seen += textOf(chunk);
      next = chunk.next;
      expect(chunk.done).toBe(false);
    }
    const again = await shell.reload();
    const { live } = await again.call('app.info', {});
    expect(live.map(({ run }) => run)).toEqual([started.run]);
    const reading = readAll(again, started.run);
    await request.write('{"op":"add","path":"/b","value":"x"}\n');
    request.end();
    const { lines, verdict } = await reading;
    expect(lines.filter((line) => line.startsWith('{"op"'))).toHaveLength(2);
    expect(verdict.ended).toBe('eof');
    await server.close();
  });

  it('should stop a run, and say that one is under way', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const started = await begin(shell.bridge, draft(), id, 'm');
    const request = await server.request();
    const second = await shell.bridge.call('runs.start', { draft: draft(), connection: id, model: 'm' });
    expect(second).toMatchObject({ ok: false, problem: { what: 'busy' } });
    await shell.bridge.call('runs.stop', { run: started.run });
    const { verdict } = await readAll(shell.bridge, started.run);
    expect(verdict).toMatchObject({ headline: 'stopped', ended: 'stopped' });
    await request.closed;
    expect(server.connections()).toBe(1);
    await server.close();
  });

  it('should record decisions while the stream runs and after it, stamped by its own clock', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const started = await begin(shell.bridge, draft(), id, 'm');
    const request = await server.request();
    const decide = (name: string, decision: 'approved' | 'declined') =>
      shell.bridge.call('runs.decide', { run: started.run, name, path: '/b', decision });
    await expect(decide('before anything', 'approved')).rejects.toMatchObject({ kind: 'invalid' });
    await request.write(`${responseHead()}${SEED}\n`);
    for (let next = 0, seen = ''; !seen.includes(SEED.slice(0, -1));) {
      const chunk = await shell.bridge.call('runs.read', { run: started.run, from: next });
      seen += textOf(chunk);
      next = chunk.next;
    }
    const first = await decide('while it runs', 'approved');
    request.end();
    await readAll(shell.bridge, started.run);
    const second = await decide('after it', 'declined');
    const times = [first, second].map(({ line }) => (JSON.parse(line) as { t: number }).t);
    expect(times[0]).toBeGreaterThan(0);
    expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? Infinity);

    // A reload reads both; the capture has both, and still ends with the end of the run.
    const { lines } = await readAll(await shell.reload(), started.run);
    expect(lines).toEqual(expect.arrayContaining([first.line, second.line]));
    const opened = await shell.bridge.call('captures.open', { id: started.capture ?? '' });
    const recorded = await readAll(shell.bridge, opened.run);
    expect(recorded.lines).toEqual(expect.arrayContaining([first.line, second.line]));
    expect(recorded.lines.at(-1)).toContain('"$":"end"');
    expect(recorded.verdict.ended).toBe('eof');
    await expect(
      shell.bridge.call('runs.decide', { run: opened.run, name: 'x', path: '/b', decision: 'approved' }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    await server.close();
  });

  it('should send exactly the request, with the schema as it was written', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server, { secret: 'MY_API_KEY' });
    await shell.bridge.call('secrets.set', { name: 'MY_API_KEY', value: KEY });
    const order: Draft = {
      ...draft(),
      schema: SCHEMA,
      params: { temperature: 0, seed: 7 },
      extra: { user: 'u', model: 'other', stream: true, temperature: 1 },
    };
    const started = await begin(shell.bridge, order, id, 'the-model');
    const request = await server.request();
    expect(request.body).toBe(
      '{"user":"u","model":"the-model","messages":[{"role":"user","content":"hello"}],' +
        `"response_format":{"type":"json_schema","json_schema":{"name":"response","schema":${SCHEMA}}},` +
        '"temperature":0,"seed":7,"stream":"patch"}',
    );
    const head = request.head.split('\r\n');
    expect(head[0]).toBe('POST /v1/chat/completions HTTP/1.1');
    expect(head).toEqual(
      expect.arrayContaining([
        `authorization: Bearer ${KEY}`,
        'accept: */*',
        'accept-encoding: identity',
        'content-type: application/json',
      ]),
    );
    request.end();
    await readAll(shell.bridge, started.run);
    await server.close();
  });

  it.each([
    ['key', { secret: 'MISSING_API_KEY' }, {}, 'm'],
    ['model', {}, {}, ''],
    ['schema', {}, { schema: '{"type":' }, 'm'],
    ['schema', {}, { schema: '[]' }, 'm'],
  ] as const)(
    'should say that the %s is missing before anything is sent',
    async (what, connection, changes, model) => {
      const server = await rawServer();
      const id = await connect(shell.bridge, server, connection);
      const result = await shell.bridge.call('runs.start', {
        draft: { ...draft(), ...changes },
        connection: id,
        model,
      });
      expect(result).toMatchObject({
        ok: false,
        problem: { what, message: expect.stringMatching(/\w+ \w+/) },
      });
      expect(server.connections()).toBe(0);
      expect(await shell.bridge.call('captures.list', {})).toEqual([]);
      await server.close();
    },
  );

  it('should have on the disk what has come, while the run goes on', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const started = await begin(shell.bridge, draft(), id, 'm');
    const request = await server.request();
    await request.write(`${responseHead()}${SEED}\n`);
    const path = join(shell.dataFolder, 'captures', started.capture ?? '');
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain(SEED.slice(0, -1)));
    // What a crash would leave: read as it stands, it is torn.
    const torn = join(shell.dataFolder, 'torn.ndjson');
    writeFileSync(torn, readFileSync(path, 'utf8').slice(0, -5));
    const opened = told(shell.bridge, 'run.opened');
    await shell.bridge.call('app.info', {});
    await shell.services.openFile(torn);
    expect((await opened).notes).toEqual([expect.stringContaining('cut off')]);
    expect(await readAll(shell.bridge, (await opened).run)).toMatchObject({ verdict: { ended: 'torn' } });
    expect(await shell.bridge.call('captures.list', {})).toMatchObject([
      { ended: 'recording', recording: true, id: started.capture },
    ]);
    request.end();
    await readAll(shell.bridge, started.run);
    expect(await shell.bridge.call('captures.list', {})).toMatchObject([{ ended: 'eof', ops: 1 }]);
    await server.close();
  });

  it('should run also where nothing can be saved, and say so', async () => {
    rmSync(join(shell.dataFolder, 'captures'), { recursive: true });
    const started = await begin(shell.bridge, draft(), 'simulator', 'sim/instant');
    expect(started).toMatchObject({ capture: null, notes: [expect.stringContaining('not saved')] });
    const { verdict } = await readAll(shell.bridge, started.run);
    expect(verdict).toMatchObject({ headline: 'complete', reason: expect.stringContaining('not saved') });
  });

  it('should give two runs of one moment a file each', async () => {
    const writers = await Promise.all(
      [1, 2, 3].map(() =>
        captureWriter({
          folder: shell.dataFolder,
          wall: '2026-01-01T00:00:00.000Z',
          title: 'Ticket / ../ä',
        }),
      ),
    );
    expect(new Set(writers.map(({ id }) => id))).toEqual(
      new Set(['', '-2', '-3'].map((n) => `2026-01-01T00-00-00.000Z-ticket-ä${n}.patchcap.ndjson`)),
    );
    await Promise.all(writers.map((writer) => writer.end()));
  });

  it('should let the key into nothing that is kept or told, however the server echoes it', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server, { secret: 'MY_API_KEY' });
    await shell.bridge.call('secrets.set', { name: 'MY_API_KEY', value: KEY });
    const heard: unknown[] = [];
    for (const status of [200, 401]) {
      const order = { ...draft(), input: `my key is ${KEY}`, title: KEY };
      const started = await begin(shell.bridge, order, id, 'm');
      heard.push(started);
      const request = await server.request();
      await request.write(responseHead(status, { 'x-echo': KEY }));
      await request.write(
        `{"op":"add","path":"","value":"${KEY}"}\n{"error":{"message":"${KEY}"}}\n${KEY}\n`,
      );
      request.end();
      heard.push(await readAll(shell.bridge, started.run));
    }
    const models = shell.bridge.call('connections.models', { id });
    const request = await server.request();
    await request.write(`${responseHead(403, { location: KEY })}{"message":"${KEY}"}`);
    request.end();
    heard.push(
      await models,
      await shell.bridge.call('captures.list', {}),
      await shell.bridge.call('app.info', {}),
    );
    expect(JSON.stringify(heard)).not.toContain(KEY);
    for (const file of filesUnder(shell.dataFolder)) {
      expect(file.path).not.toContain(KEY);
      expect(file.text, file.path).not.toContain(KEY);
    }
    expect(filesUnder(shell.dataFolder).filter(({ path }) => path.endsWith('.patchcap.ndjson'))).toHaveLength(
      2,
    );
    await server.close();
  });
});

function filesUnder(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
