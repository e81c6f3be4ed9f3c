import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenedRun, RaceLane } from '../../src/bridge/contract.ts';
import { type RawServer, rawServer, responseHead } from '../raw-server.ts';
import { overBoth } from './over-both.ts';
import { connect, draft, readAll } from './steps.ts';

const SEED = '{"op":"add","path":"","value":{}}\n';
const FIELD = '{"op":"add","path":"/b","value":"x"}\n';

overBoth('a race', (shell) => {
  let servers: [RawServer, RawServer];
  beforeEach(async () => {
    servers = [await rawServer(), await rawServer()];
  });
  afterEach(async () => {
    for (const server of servers) await server.close();
  });

  async function lanes(): Promise<RaceLane[]> {
    const ids = [
      await connect(shell.bridge, servers[0], { id: 'one' }),
      await connect(shell.bridge, servers[1], { id: 'two' }),
    ];
    return ids.map((connection) => ({
      draft: { ...draft(), title: 'Ticket' },
      connection,
      model: 'm',
      name: `on ${connection}`,
    }));
  }

  async function race(asked: RaceLane[]): Promise<OpenedRun[]> {
    const result = await shell.bridge.call('runs.race', { lanes: asked });
    if (!result.ok) throw new Error(result.problem.message);
    return result.runs;
  }

  it('should run both at once, each with a verdict and a capture of its own that names the race', async () => {
    const [a, b] = await race(await lanes());
    const [first, second] = await Promise.all(servers.map((server) => server.request()));
    // The second answers in whole before the first has said anything.
    await second?.write(`${responseHead()}${SEED}${FIELD}`);
    second?.end();
    const other = await readAll(shell.bridge, b?.run ?? '');
    expect(other.verdict).toMatchObject({ headline: 'complete', ops: 2 });
    await first?.write(`${responseHead(200, { 'content-length': '999' })}${SEED}`);
    first?.end();
    const own = await readAll(shell.bridge, a?.run ?? '');
    expect(own.verdict).toMatchObject({ ended: 'cut', ops: 1 });

    const captures = await shell.bridge.call('captures.list', {});
    const found = captures.toSorted((x, y) => (x.race?.lane ?? 0) - (y.race?.lane ?? 0));
    expect(found).toMatchObject([
      { id: a?.capture, label: 'Ticket · on one', tags: ['race'], race: { lane: 0, name: 'on one' } },
      { id: b?.capture, label: 'Ticket · on two', tags: ['race'], race: { lane: 1, name: 'on two' } },
    ]);
    expect(found[0]?.race?.id).toBe(found[1]?.race?.id);
    const again = await shell.bridge.call('captures.open', { id: b?.capture ?? '' });
    expect(await readAll(shell.bridge, again.run)).toEqual(other);
  });

  it('should be found whole by a window that was reloaded, and stop lane by lane', async () => {
    const [a, b] = await race(await lanes());
    const [first, second] = await Promise.all(servers.map((server) => server.request()));
    await first?.write(`${responseHead()}${SEED}`);

    const again = await shell.reload();
    const { live } = await again.call('app.info', {});
    expect(live.map(({ run }) => run)).toEqual([a?.run, b?.run]);
    await again.call('runs.stop', { run: a?.run ?? '' });
    expect((await readAll(again, a?.run ?? '')).verdict.ended).toBe('stopped');
    await first?.closed;

    // The other one goes on, and nothing else is started beside it.
    const more = await again.call('runs.start', { draft: draft(), connection: 'one', model: 'm' });
    expect(more).toMatchObject({ ok: false, problem: { what: 'busy' } });
    expect(await again.call('runs.race', { lanes: await lanes() })).toMatchObject({
      ok: false,
      problem: { what: 'busy' },
    });
    await second?.write(`${responseHead()}${SEED}${FIELD}`);
    second?.end();
    expect((await readAll(again, b?.run ?? '')).verdict).toMatchObject({ ended: 'eof', ops: 2 });
    await again.call('runs.close', { run: a?.run ?? '' });
    expect((await again.call('app.info', {})).live.map(({ run }) => run)).toEqual([b?.run]);
  });

  it('should send nothing and keep nothing where one lane lacks something, and say which', async () => {
    const asked = await lanes();
    await connect(shell.bridge, servers[1], { id: 'two', secret: 'MISSING_KEY' });
    const result = await shell.bridge.call('runs.race', { lanes: asked });
    expect(result).toMatchObject({ ok: false, lane: 1, problem: { what: 'key' } });
    expect(await shell.bridge.call('captures.list', {})).toEqual([]);
    expect(readdirSync(join(shell.dataFolder, 'captures'))).toEqual([]);
    expect(servers.map((server) => server.connections())).toEqual([0, 0]);
    expect((await shell.bridge.call('app.info', {})).live).toEqual([]);
  });

  it('should refuse one lane, and more than four', async () => {
    const asked = await lanes();
    for (const wrong of [asked.slice(0, 1), [...asked, ...asked, ...asked]]) {
      await expect(shell.bridge.call('runs.race', { lanes: wrong })).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
  });
});
