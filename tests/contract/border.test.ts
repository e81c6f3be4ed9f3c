import { expect, it } from 'vitest';
import type { Args } from '../../src/bridge/contract.ts';
import { type Call, calls } from '../../src/bridge/verbs.ts';
import { overBoth } from './over-both.ts';
import { draft, httpConnection, told } from './steps.ts';

const KEY = 'sk-planted-0123456789';

overBoth('the border', (shell) => {
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
    'imports.open': { id: 7 },
    'imports.end': { id: {} },
  };

  it.each(calls)('should refuse wrong arguments of %s', async (verb) => {
    await expect(shell.bridge.call(verb, wrong[verb] as Args<Call>)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(verb),
    });
  });

  it.each(['nothing', 'constructor', '__proto__', 'landfall:app.info'])(
    'should refuse the verb %s',
    async (verb) => {
      await expect(shell.bridge.call(verb as Call, {})).rejects.toMatchObject({ kind: 'invalid' });
    },
  );

  it('should not put the value of a wrong argument into the error', async () => {
    const value = `${KEY}\n`;
    const error = await shell.bridge
      .call('secrets.set', { name: 'DOTTXT_API_KEY', value })
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain(KEY);
  });

  it('should tell a window what it did not ask for, until it stops listening', async () => {
    const heard: string[] = [];
    const first = told(shell.bridge, 'command');
    const off = shell.bridge.on('command', ({ id }) => heard.push(id));
    // The socket opens with the first call.
    await shell.bridge.call('app.info', {});
    shell.services.windows.push('command', { id: 'run' });
    await first;
    off();
    shell.services.windows.push('command', { id: 'stop' });
    await shell.bridge.call('app.info', {});
    expect(heard).toEqual(['run']);
  });
});
