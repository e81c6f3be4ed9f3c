import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Args, Bridge } from '../src/bridge/contract.ts';
import { type Call, calls } from '../src/bridge/verbs.ts';
import type { Draft } from '../src/core/run/draft.ts';
import { captureWriter } from '../src/main/library/capture-writer.ts';
import { desktopTransport } from './contract/desktop-transport.ts';
import { openShell, type OpenShell } from './contract/shell.ts';
import { begin, connect, draft, httpConnection, readAll, told } from './contract/steps.ts';
import { webTransport } from './contract/web-transport.ts';
import { rawServer, responseHead } from './raw-server.ts';

const KEY = 'sk-planted-0123456789';
const SCHEMA = '{ "type": "object", "properties": { "b": { "type": "string" }, "10": { "const": 1.0 } } }';
const SEED = '{"op":"add","path":"","value":{}}';

describe.each([webTransport, desktopTransport])('the contract over the $name', (transport) => {
  let shell: OpenShell;
  let bridge: Bridge;
  beforeEach(async () => {
    shell = await openShell(transport);
    ({ bridge } = shell);
  });
  afterEach(() => shell.close());

  describe('at the border', () => {
    const wrong: { [C in Call]: unknown } = {
      'app.info': { more: 1 },
      'settings.read': [],
      'settings.write': { theme: 'pink' },
      'examples.list': 'all',
      'connections.list': null,
      'connections.save': { connection: { ...httpConnection('http://x/v1'), protocol: 'other' } },
      'connections.remove': {},
      'connections.models': { id: 7 },
      'connections.test': { id: 'dottxt', model: 7 },
      'simulator.faults': { family: 'cut' },
      'secrets.set': { name: 'DOTTXT_API_KEY', value: 'a\r\nb: c' },
      'secrets.clear': { name: '../x' },
      'schema.check': { schema: {} },
      'runs.start': { draft: { ...draft(), extra: [] }, connection: 'simulator', model: '' },
      'runs.race': { lanes: [{ draft: draft(), connection: 'simulator', model: '', name: 'alone' }] },
      'runs.stop': { run: '' },
      'runs.read': { run: 'r', from: -1 },
      'runs.reread': { run: 'r', reading: { format: null, unit: null, part: -1, times: null } },
      'runs.decide': { run: 'r', decision: 'perhaps' },
      'runs.close': { run: null },
      'captures.list': { all: true },
      'captures.open': { id: ['x'] },
      'captures.edit': { id: 'x', label: ' ' },
      'captures.duplicate': { id: '' },
      'captures.remove': { ids: ['x'.repeat(256)] },
      'captures.restore': { names: [] },
      'captures.reveal': {},
      'imports.begin': { name: 'x', size: 0.5 },
      'imports.chunk': { id: 'x', bytes: 'text' },
      'imports.end': { id: {} },
    };

    it.each(calls)('should refuse wrong arguments of %s', async (verb) => {
      await expect(bridge.call(verb, wrong[verb] as Args<Call>)).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.stringContaining(verb),
      });
    });

    it.each(['nothing', 'constructor', '__proto__', 'landfall:app.info'])(
      'should refuse the verb %s',
      async (verb) => {
        await expect(bridge.call(verb as Call, {})).rejects.toMatchObject({ kind: 'invalid' });
      },
    );

    it('should not put the value of a wrong argument into the error', async () => {
      const value = `${KEY}\n`;
      const error = await bridge
        .call('secrets.set', { name: 'DOTTXT_API_KEY', value })
        .catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error)).not.toContain(KEY);
    });
  });

  describe('of what is kept', () => {
    it('should say what the app is', async () => {
      expect(await bridge.call('app.info', {})).toMatchObject({
        shell: 'browser',
        dataFolder: shell.dataFolder,
        secrets: 'memory',
        opened: [],
        live: [],
      });
    });

    it('should merge settings over the stored ones, also for the next start', async () => {
      await bridge.call('settings.write', { theme: 'dark', layout: { main: [1, 2] } });
      await bridge.call('settings.write', { draft: draft() });
      const settings = {
        theme: 'dark',
        layout: { main: [1, 2] },
        draft: draft(),
        connection: null,
        toured: false,
        race: null,
      };
      expect(await bridge.call('settings.read', {})).toEqual(settings);
      const next = await openShell(transport, { dataFolder: shell.dataFolder });
      expect(await next.bridge.call('settings.read', {})).toEqual(settings);
      await next.close();
    });

    it('should begin anew on a broken settings file, and keep it aside', async () => {
      writeFileSync(join(shell.dataFolder, 'settings.json'), '{"theme":');
      const next = await openShell(transport, { dataFolder: shell.dataFolder });
      expect(await next.bridge.call('settings.read', {})).toMatchObject({ theme: 'system', draft: null });
      expect(readFileSync(join(shell.dataFolder, 'settings.json.bad'), 'utf8')).toBe('{"theme":');
      await next.close();
    });

    it('should give the examples with their schemas as they are written', async () => {
      const examples = await bridge.call('examples.list', {});
      expect(examples[0]?.id).toBe('early-routing');
      for (const { id, draft } of examples) {
        expect(draft.schema).toBe(readFileSync(`examples/${id}/schema.json`, 'utf8'));
      }
    });

    it('should list, save and remove connections, and put a preset back', async () => {
      const [simulator, dottxt] = await bridge.call('connections.list', {});
      expect(simulator).toMatchObject({ id: 'simulator', preset: true, key: { state: 'none needed' } });
      expect(simulator?.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
      expect(dottxt).toMatchObject({ baseUrl: 'https://api.dottxt.ai/v1', key: { state: 'missing' } });

      const mine = { ...httpConnection('http://127.0.0.1:9/v1'), id: 'mine' };
      expect(await bridge.call('connections.save', { connection: mine })).toContainEqual(
        expect.objectContaining({ ...mine, preset: false }),
      );
      const changed = { ...mine, id: 'dottxt', baseUrl: 'https://gateway.example/v1' };
      const saved = await bridge.call('connections.save', { connection: changed });
      expect(saved[1]).toMatchObject({ id: 'dottxt', preset: true, baseUrl: 'https://gateway.example/v1' });
      await bridge.call('connections.remove', { id: 'mine' });
      const left = await bridge.call('connections.remove', { id: 'dottxt' });
      expect(left.find(({ id }) => id === 'dottxt')?.baseUrl).toBe('https://api.dottxt.ai/v1');
      expect(left.some(({ id }) => id === 'mine')).toBe(false);
    });

    it.each(['ftp://x/v1', 'api.dottxt.ai/v1', 'https://key@api.dottxt.ai/v1'])(
      'should refuse the base URL %s',
      async (baseUrl) => {
        await expect(
          bridge.call('connections.save', { connection: { ...httpConnection(baseUrl), id: 'mine' } }),
        ).rejects.toMatchObject({ kind: 'invalid' });
      },
    );

    it('should keep a key, say where, and never give it back', async () => {
      expect(await bridge.call('secrets.set', { name: 'DOTTXT_API_KEY', value: KEY })).toEqual({
        name: 'DOTTXT_API_KEY',
        state: 'memory',
      });
      const said = [
        await bridge.call('connections.list', {}),
        await bridge.call('app.info', {}),
        await bridge.call('settings.read', {}),
      ];
      expect(said[0]).toContainEqual(expect.objectContaining({ id: 'dottxt', key: { state: 'memory' } }));
      expect(JSON.stringify(said)).not.toContain(KEY);
      expect(await bridge.call('secrets.clear', { name: 'DOTTXT_API_KEY' })).toMatchObject({
        state: 'missing',
      });
    });

    it('should take a key from the environment, but only what is named like one', async () => {
      const next = await openShell(transport, {
        env: { DOTTXT_API_KEY: KEY, HOME: '/root', DOTTXT_MODEL: 'm-1' },
      });
      const connections = await next.bridge.call('connections.save', {
        connection: { ...httpConnection('http://127.0.0.1:9/v1'), id: 'sly', secret: 'HOME' },
      });
      expect(connections.find(({ id }) => id === 'dottxt')).toMatchObject({
        model: 'm-1',
        key: { state: 'environment' },
      });
      expect(connections.find(({ id }) => id === 'sly')).toMatchObject({ key: { state: 'missing' } });
      await next.close();
    });
  });

  it('should check a schema', async () => {
    expect(await bridge.call('schema.check', { schema: SCHEMA })).toEqual({ problems: [] });
    const { problems } = await bridge.call('schema.check', { schema: '{"type":"objekt"}' });
    expect(problems[0]).toMatchObject({ pointer: expect.stringContaining('/type') });
  });

  describe('of runs', () => {
    it('should stream a run of the Simulator to its verdict, record it, and read it again', async () => {
      const [example] = await bridge.call('examples.list', {});
      const changed = told(bridge, 'captures.changed');
      const started = await begin(bridge, { ...draft(), ...example?.draft }, 'simulator', 'sim/instant');
      expect(started).toMatchObject({ live: true, header: { simulated: true } });
      const { lines, verdict } = await readAll(bridge, started.run);
      expect(verdict).toMatchObject({ headline: 'complete', ended: 'eof', document: 'valid' });
      await changed;

      // A reload: from the start, the same lines.
      expect(await readAll(await shell.reload(), started.run)).toEqual({ lines, verdict });

      const [capture] = await bridge.call('captures.list', {});
      expect(capture).toMatchObject({ id: started.capture, ended: 'eof', ops: verdict.ops, simulated: true });
      const opened = await bridge.call('captures.open', { id: capture?.id ?? '' });
      expect(opened).toMatchObject({ live: false, takenFor: null, notes: [] });
      expect(await readAll(bridge, opened.run)).toEqual({ lines, verdict });

      expect(await bridge.call('captures.reveal', { id: capture?.id ?? '' })).toEqual({
        path: capture?.path,
      });
      await bridge.call('captures.remove', { ids: [capture?.id ?? ''] });
      expect(await bridge.call('captures.list', {})).toEqual([]);
      await bridge.call('runs.close', { run: started.run });
      await expect(bridge.call('runs.read', { run: started.run, from: 0 })).rejects.toMatchObject({
        kind: 'not found',
      });
    });

    it('should give a window that was reloaded in the middle the whole run', async () => {
      const server = await rawServer();
      const id = await connect(bridge, server);
      const started = await begin(bridge, draft(), id, 'm');
      const request = await server.request();
      await request.write(`${responseHead()}${SEED}\n`);
      let next = 0;
      for (let seen = ''; !seen.includes(SEED.slice(0, -1));) {
        const chunk = await bridge.call('runs.read', { run: started.run, from: next });
        seen += chunk.lines;
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
      const id = await connect(bridge, server);
      const started = await begin(bridge, draft(), id, 'm');
      const request = await server.request();
      const second = await bridge.call('runs.start', { draft: draft(), connection: id, model: 'm' });
      expect(second).toMatchObject({ ok: false, problem: { what: 'busy' } });
      await bridge.call('runs.stop', { run: started.run });
      const { verdict } = await readAll(bridge, started.run);
      expect(verdict).toMatchObject({ headline: 'stopped', ended: 'stopped' });
      await request.closed;
      expect(server.connections()).toBe(1);
      await server.close();
    });

    it('should record decisions while the stream runs and after it, stamped by its own clock', async () => {
      const server = await rawServer();
      const id = await connect(bridge, server);
      const started = await begin(bridge, draft(), id, 'm');
      const request = await server.request();
      const decide = (name: string, decision: 'approved' | 'declined') =>
        bridge.call('runs.decide', { run: started.run, name, path: '/b', decision });
      await expect(decide('before anything', 'approved')).rejects.toMatchObject({ kind: 'invalid' });
      await request.write(`${responseHead()}${SEED}\n`);
      for (let next = 0, seen = ''; !seen.includes(SEED.slice(0, -1));) {
        const chunk = await bridge.call('runs.read', { run: started.run, from: next });
        seen += chunk.lines;
        next = chunk.next;
      }
      const first = await decide('while it runs', 'approved');
      request.end();
      await readAll(bridge, started.run);
      const second = await decide('after it', 'declined');
      const times = [first, second].map(({ line }) => (JSON.parse(line) as { t: number }).t);
      expect(times[0]).toBeGreaterThan(0);
      expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? Infinity);

      // A reload reads both; the capture has both, and still ends with the end of the run.
      const { lines } = await readAll(await shell.reload(), started.run);
      expect(lines).toEqual(expect.arrayContaining([first.line, second.line]));
      const opened = await bridge.call('captures.open', { id: started.capture ?? '' });
      const recorded = await readAll(bridge, opened.run);
      expect(recorded.lines).toEqual(expect.arrayContaining([first.line, second.line]));
      expect(recorded.lines.at(-1)).toContain('"$":"end"');
      expect(recorded.verdict.ended).toBe('eof');
      await expect(
        bridge.call('runs.decide', { run: opened.run, name: 'x', path: '/b', decision: 'approved' }),
      ).rejects.toMatchObject({ kind: 'invalid' });
      await server.close();
    });

    it('should send exactly the request, with the schema as it was written', async () => {
      const server = await rawServer();
      const id = await connect(bridge, server, { secret: 'MY_API_KEY' });
      await bridge.call('secrets.set', { name: 'MY_API_KEY', value: KEY });
      const order: Draft = {
        ...draft(),
        schema: SCHEMA,
        params: { temperature: 0, seed: 7 },
        extra: { user: 'u', model: 'other', stream: true, temperature: 1 },
      };
      const started = await begin(bridge, order, id, 'the-model');
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
      await readAll(bridge, started.run);
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
        const id = await connect(bridge, server, connection);
        const result = await bridge.call('runs.start', {
          draft: { ...draft(), ...changes },
          connection: id,
          model,
        });
        expect(result).toMatchObject({
          ok: false,
          problem: { what, message: expect.stringMatching(/\w+ \w+/) },
        });
        expect(server.connections()).toBe(0);
        expect(await bridge.call('captures.list', {})).toEqual([]);
        await server.close();
      },
    );

    it('should have on the disk what has come, while the run goes on', async () => {
      const server = await rawServer();
      const id = await connect(bridge, server);
      const started = await begin(bridge, draft(), id, 'm');
      const request = await server.request();
      await request.write(`${responseHead()}${SEED}\n`);
      const path = join(shell.dataFolder, 'captures', started.capture ?? '');
      await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain(SEED.slice(0, -1)));
      // What a crash would leave: read as it stands, it is torn.
      const torn = join(shell.dataFolder, 'torn.ndjson');
      writeFileSync(torn, readFileSync(path, 'utf8').slice(0, -5));
      const opened = told(bridge, 'run.opened');
      await bridge.call('app.info', {});
      await shell.services.openFile(torn);
      expect((await opened).notes).toEqual([expect.stringContaining('cut off')]);
      expect(await readAll(bridge, (await opened).run)).toMatchObject({ verdict: { ended: 'torn' } });
      expect(await bridge.call('captures.list', {})).toMatchObject([
        { ended: 'recording', recording: true, id: started.capture },
      ]);
      request.end();
      await readAll(bridge, started.run);
      expect(await bridge.call('captures.list', {})).toMatchObject([{ ended: 'eof', ops: 1 }]);
      await server.close();
    });

    it('should run also where nothing can be saved, and say so', async () => {
      rmSync(join(shell.dataFolder, 'captures'), { recursive: true });
      const started = await begin(bridge, draft(), 'simulator', 'sim/instant');
      expect(started).toMatchObject({ capture: null, notes: [expect.stringContaining('not saved')] });
      const { verdict } = await readAll(bridge, started.run);
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
      const id = await connect(bridge, server, { secret: 'MY_API_KEY' });
      await bridge.call('secrets.set', { name: 'MY_API_KEY', value: KEY });
      const heard: unknown[] = [];
      for (const status of [200, 401]) {
        const order = { ...draft(), input: `my key is ${KEY}`, title: KEY };
        const started = await begin(bridge, order, id, 'm');
        heard.push(started);
        const request = await server.request();
        await request.write(responseHead(status, { 'x-echo': KEY }));
        await request.write(
          `{"op":"add","path":"","value":"${KEY}"}\n{"error":{"message":"${KEY}"}}\n${KEY}\n`,
        );
        request.end();
        heard.push(await readAll(bridge, started.run));
      }
      const models = bridge.call('connections.models', { id });
      const request = await server.request();
      await request.write(`${responseHead(403, { location: KEY })}{"message":"${KEY}"}`);
      request.end();
      heard.push(await models, await bridge.call('captures.list', {}), await bridge.call('app.info', {}));
      expect(JSON.stringify(heard)).not.toContain(KEY);
      for (const file of filesUnder(shell.dataFolder)) {
        expect(file.path).not.toContain(KEY);
        expect(file.text, file.path).not.toContain(KEY);
      }
      expect(
        filesUnder(shell.dataFolder).filter(({ path }) => path.endsWith('.patchcap.ndjson')),
      ).toHaveLength(2);
      await server.close();
    });
  });

  describe('of models', () => {
    it('should list those of the Simulator', async () => {
      const list = await bridge.call('connections.models', { id: 'simulator' });
      expect(list).toMatchObject({ ok: true });
      if (list.ok) expect(list.models.map(({ id }) => id)).toContain('sim/instant');
    });

    it('should follow a redirect within the origin and no other', async () => {
      const [server, elsewhere] = [await rawServer(), await rawServer()];
      const id = await connect(bridge, server);
      const models = bridge.call('connections.models', { id });
      const first = await server.request();
      expect(first.head).toMatch(/^GET \/v1\/models HTTP/);
      await first.write(responseHead(302, { location: '/v2/models' }));
      first.end();
      const second = await server.request();
      expect(second.head).toMatch(/^GET \/v2\/models HTTP/);
      await second.write(responseHead(302, { location: `${elsewhere.baseUrl}/models` }));
      second.end();
      expect(await models).toMatchObject({ ok: false, status: 302 });
      expect(elsewhere.connections()).toBe(0);
      await server.close();
      await elsewhere.close();
    });

    it('should say why there is no list, with status and body', async () => {
      const server = await rawServer();
      const id = await connect(bridge, server);
      const models = bridge.call('connections.models', { id });
      const request = await server.request();
      await request.write(`${responseHead(404)}{"detail":"no such path"}`);
      request.end();
      expect(await models).toMatchObject({ ok: false, status: 404, body: '{"detail":"no such path"}' });
      await server.close();
      expect(await bridge.call('connections.models', { id })).toMatchObject({
        ok: false,
        message: expect.stringContaining('Nothing answers'),
      });
    });
  });

  describe('of files', () => {
    it('should read a file that comes in pieces', async () => {
      const bytes = Buffer.from(`${SEED}\n{"op":"add","path":"/ä","value":"ö"}\n`);
      const { id } = await bridge.call('imports.begin', { name: 'run.ndjson', size: bytes.length });
      await bridge.call('imports.chunk', { id, bytes: Uint8Array.from(bytes.subarray(0, 40)) });
      await bridge.call('imports.chunk', { id, bytes: Uint8Array.from(bytes.subarray(40)) });
      const opened = await bridge.call('imports.end', { id });
      expect(opened).toMatchObject({ name: 'run.ndjson', live: false, capture: null, size: bytes.length });
      const { lines, verdict } = await readAll(bridge, opened.run);
      expect(lines.join('\n')).toContain('"path":"/ä"');
      expect(verdict).toMatchObject({ ops: 2, durationMs: null, document: 'unchecked' });
      await bridge.call('runs.close', { run: opened.run });
      expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
    });

    it('should refuse more than was announced, and less', async () => {
      const more = await bridge.call('imports.begin', { name: 'x', size: 3 });
      const bytes = new Uint8Array([1, 2, 3, 4]);
      await expect(bridge.call('imports.chunk', { id: more.id, bytes })).rejects.toMatchObject({
        kind: 'invalid',
      });
      const less = await bridge.call('imports.begin', { name: 'x', size: 30 });
      await bridge.call('imports.chunk', { id: less.id, bytes });
      await expect(bridge.call('imports.end', { id: less.id })).rejects.toMatchObject({ kind: 'unreadable' });
      expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
    });

    it('should read a long capture in several answers, also from the middle again', async () => {
      const ops = Array.from(
        { length: 40_000 },
        (_, i) => `{"op":"add","path":"/${i}","value":"some text here"}`,
      );
      const path = join(shell.dataFolder, 'long.ndjson');
      writeFileSync(path, `${['{"op":"add","path":"","value":[]}', ...ops].join('\n')}\n`);
      const opened = told(bridge, 'run.opened');
      await shell.services.openFile(path);
      const { run } = await opened;
      const first = await bridge.call('runs.read', { run, from: 0 });
      expect(first).toMatchObject({ done: false, verdict: null });
      expect(first.progress).toBeGreaterThan(0);
      expect(first.progress).toBeLessThan(1);
      const second = await bridge.call('runs.read', { run, from: first.next });
      expect(await bridge.call('runs.read', { run, from: first.next })).toEqual(second);
      const { lines, verdict } = await readAll(bridge, run);
      expect(verdict.ops).toBe(ops.length + 1);
      expect(lines.filter((line) => line.startsWith('{"op"'))).toHaveLength(ops.length + 1);
      expect((await bridge.call('app.info', {})).opened.map((one) => one.run)).toEqual([run]);
    });

    it('should show the first of several runs, and say so', async () => {
      const run = `{"$":"patchcap","v":1}\n${SEED}\n{"$":"end","t":null,"reason":"eof","ops":1}\n`;
      const { id } = await bridge.call('imports.begin', { name: 'x', size: run.length * 2 });
      await bridge.call('imports.chunk', { id, bytes: new TextEncoder().encode(run + run) });
      const opened = await bridge.call('imports.end', { id });
      expect(opened).toMatchObject({ notes: [], parts: [{}, {}], reading: { part: 0 } });
      const { verdict } = await readAll(bridge, opened.run);
      expect(verdict).toMatchObject({ ops: 1, ended: 'eof' });
    });

    it('should open the recorded run of each example', async () => {
      for (const { capture } of await bridge.call('examples.list', {})) {
        const opened = await bridge.call('captures.open', { id: capture });
        const { verdict } = await readAll(bridge, opened.run);
        expect(verdict).toMatchObject({ headline: 'complete' });
      }
    });

    it.each(['../settings.json', 'example:../../etc', 'none.patchcap.ndjson'])(
      'should not open %s',
      async (id) => {
        for (const verb of ['captures.open', 'captures.reveal'] as const) {
          await expect(bridge.call(verb, { id })).rejects.toMatchObject({ kind: 'not found' });
        }
        await expect(bridge.call('captures.remove', { ids: [id] })).rejects.toMatchObject({
          kind: expect.any(String),
        });
      },
    );
  });

  it('should tell a window what it did not ask for, until it stops listening', async () => {
    const heard: string[] = [];
    const first = told(bridge, 'command');
    const off = bridge.on('command', ({ id }) => heard.push(id));
    // The socket opens with the first call.
    await bridge.call('app.info', {});
    shell.services.windows.push('command', { id: 'run' });
    await first;
    off();
    shell.services.windows.push('command', { id: 'stop' });
    await bridge.call('app.info', {});
    expect(heard).toEqual(['run']);
  });
});

function filesUnder(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
