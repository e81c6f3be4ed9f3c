import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overBoth } from './over-both.ts';
import { openShell } from './shell.ts';
import { draft, httpConnection } from './steps.ts';

const KEY = 'sk-planted-0123456789';
const SCHEMA = '{ "type": "object", "properties": { "b": { "type": "string" }, "10": { "const": 1.0 } } }';

overBoth('what is kept', (shell, transport) => {
  it('should say what the app is', async () => {
    expect(await shell.bridge.call('app.info', {})).toMatchObject({
      shell: 'browser',
      dataFolder: shell.dataFolder,
      secrets: 'memory',
      opened: [],
      live: [],
    });
  });

  it('should merge settings over the stored ones, also for the next start', async () => {
    await shell.bridge.call('settings.write', { theme: 'dark', layout: { main: [1, 2] } });
    await shell.bridge.call('settings.write', { draft: draft() });
    const settings = {
      theme: 'dark',
      layout: { main: [1, 2] },
      draft: draft(),
      connection: null,
      toured: false,
      race: null,
    };
    expect(await shell.bridge.call('settings.read', {})).toEqual(settings);
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
    const examples = await shell.bridge.call('examples.list', {});
    expect(examples[0]?.id).toBe('early-routing');
    for (const { id, draft } of examples) {
      expect(draft.schema).toBe(readFileSync(`examples/${id}/schema.json`, 'utf8'));
    }
  });

  it('should list, save and remove connections, and put a preset back', async () => {
    const [simulator, dottxt] = await shell.bridge.call('connections.list', {});
    expect(simulator).toMatchObject({ id: 'simulator', preset: true, key: { state: 'none needed' } });
    expect(simulator?.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(dottxt).toMatchObject({ baseUrl: 'https://api.dottxt.ai/v1', key: { state: 'missing' } });

    const mine = { ...httpConnection('http://127.0.0.1:9/v1'), id: 'mine' };
    expect(await shell.bridge.call('connections.save', { connection: mine })).toContainEqual(
      expect.objectContaining({ ...mine, preset: false }),
    );
    const changed = { ...mine, id: 'dottxt', baseUrl: 'https://gateway.example/v1' };
    const saved = await shell.bridge.call('connections.save', { connection: changed });
    expect(saved[1]).toMatchObject({ id: 'dottxt', preset: true, baseUrl: 'https://gateway.example/v1' });
    await shell.bridge.call('connections.remove', { id: 'mine' });
    const left = await shell.bridge.call('connections.remove', { id: 'dottxt' });
    expect(left.find(({ id }) => id === 'dottxt')?.baseUrl).toBe('https://api.dottxt.ai/v1');
    expect(left.some(({ id }) => id === 'mine')).toBe(false);
  });

  it.each(['ftp://x/v1', 'api.dottxt.ai/v1', 'https://key@api.dottxt.ai/v1'])(
    'should refuse the base URL %s',
    async (baseUrl) => {
      await expect(
        shell.bridge.call('connections.save', { connection: { ...httpConnection(baseUrl), id: 'mine' } }),
      ).rejects.toMatchObject({ kind: 'invalid' });
    },
  );

  it('should keep a key, say where, and never give it back', async () => {
    expect(await shell.bridge.call('secrets.set', { name: 'DOTTXT_API_KEY', value: KEY })).toEqual({
      name: 'DOTTXT_API_KEY',
      state: 'memory',
    });
    const said = [
      await shell.bridge.call('connections.list', {}),
      await shell.bridge.call('app.info', {}),
      await shell.bridge.call('settings.read', {}),
    ];
    expect(said[0]).toContainEqual(expect.objectContaining({ id: 'dottxt', key: { state: 'memory' } }));
    expect(JSON.stringify(said)).not.toContain(KEY);
    expect(await shell.bridge.call('secrets.clear', { name: 'DOTTXT_API_KEY' })).toMatchObject({
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

  it('should check a schema', async () => {
    expect(await shell.bridge.call('schema.check', { schema: SCHEMA })).toEqual({ problems: [] });
    const { problems } = await shell.bridge.call('schema.check', { schema: '{"type":"objekt"}' });
    expect(problems[0]).toMatchObject({ pointer: expect.stringContaining('/type') });
  });
});
