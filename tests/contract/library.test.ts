import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Bridge, OpenedRun, Reading } from '../../src/bridge/contract.ts';
import { rawServer, responseHead } from '../raw-server.ts';
import { overBoth } from './over-both.ts';
import { begin, connect, draft, importText, readAll, told } from './steps.ts';

const SEED = '{"op":"add","path":"","value":{}}';
const PAIRS = '[1, {"op":"add","path":"","value":{}}]\n[2.5, {"op":"add","path":"/a","value":1}]\n';

overBoth('the library', (shell) => {
  function put(name: string, text: string): string {
    const path = join(shell.dataFolder, 'captures', name);
    writeFileSync(path, text);
    return path;
  }

  it('should tell of a file that somebody puts into the folder', async () => {
    await shell.bridge.call('captures.list', {});
    const changed = told(shell.bridge, 'captures.changed');
    put('mine.patchcap.ndjson', run('by hand'));
    await changed;
    expect(await shell.bridge.call('captures.list', {})).toMatchObject([
      { label: 'by hand', tags: [], notes: '' },
    ]);
  });

  it('should edit, duplicate, delete and bring back', async () => {
    put('a.patchcap.ndjson', run('a'));
    const id = 'a.patchcap.ndjson';
    const [edited] = await Promise.all([
      shell.bridge.call('captures.edit', { id, label: 'b', tags: ['x', 'y'] }),
      shell.bridge.call('captures.edit', { id, notes: 'two lines\nof it' }),
    ]);
    expect(edited).toMatchObject({ label: 'b', tags: ['x', 'y'] });
    const copy = await shell.bridge.call('captures.duplicate', { id });
    expect(copy).toMatchObject({ label: 'b (copy)', tags: ['x', 'y'], notes: 'two lines\nof it' });
    const { restorable } = await shell.bridge.call('captures.remove', { ids: [id, copy.id] });
    expect(await shell.bridge.call('captures.list', {})).toEqual([]);
    await shell.bridge.call('captures.restore', { names: restorable });
    expect((await shell.bridge.call('captures.list', {})).map(({ label }) => label).toSorted()).toEqual([
      'b',
      'b (copy)',
    ]);
  });

  it('should refuse to edit what has no place for it', async () => {
    put('bare.ndjson', `${SEED}\n`);
    await expect(shell.bridge.call('captures.edit', { id: 'bare.ndjson', label: 'x' })).rejects.toMatchObject(
      {
        kind: 'invalid',
      },
    );
    await expect(
      shell.bridge.call('captures.edit', { id: '../settings.json', label: 'x' }),
    ).rejects.toMatchObject({
      kind: 'not found',
    });
  });

  it('should go on with a run whose file is deleted under it, and say so', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const started = await begin(shell.bridge, draft(), id, 'm');
    const request = await server.request();
    await request.write(`${responseHead()}${SEED}\n`);
    const path = join(shell.dataFolder, 'captures', started.capture ?? '');
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain(SEED.slice(0, -1)));
    const changed = told(shell.bridge, 'run.changed');
    rmSync(path);
    await request.write('{"op":"add","path":"/b","value":"x"}\n');
    expect(await changed).toMatchObject({
      run: started.run,
      saved: false,
      notes: [expect.stringContaining('deleted')],
    });
    request.end();
    const { lines, verdict } = await readAll(shell.bridge, started.run);
    expect(lines.filter((line) => line.startsWith('{"op"'))).toHaveLength(2);
    expect(verdict).toMatchObject({ headline: 'complete', reason: expect.stringContaining('deleted') });
    await server.close();
  });

  it('should say of an open run that its file is gone, and take it back when it is there again', async () => {
    put('a.patchcap.ndjson', run('a'));
    const opened = await shell.bridge.call('captures.open', { id: 'a.patchcap.ndjson' });
    await readAll(shell.bridge, opened.run);
    const gone = told(shell.bridge, 'run.changed');
    const { restorable } = await shell.bridge.call('captures.remove', { ids: ['a.patchcap.ndjson'] });
    expect(await gone).toMatchObject({ saved: false, notes: [expect.stringContaining('deleted')] });
    const back = told(shell.bridge, 'run.changed');
    await shell.bridge.call('captures.restore', { names: restorable });
    expect(await back).toMatchObject({ saved: true, notes: [] });
  });

  describe('of how a file is read', () => {
    it('should show each of the runs in it', async () => {
      const text = run('first') + run('second', '/b') + run('third', '/c');
      const opened = await importText(shell.bridge, 'three.patchcap.ndjson', text);
      expect(opened).toMatchObject({ header: { label: 'first' }, notes: [] });
      expect(opened.parts.map(({ label }) => label)).toEqual(['first', 'second', 'third']);
      for (const [part, label, path] of [
        [1, 'second', '/b'],
        [2, 'third', '/c'],
        [0, 'first', '/a'],
      ] as const) {
        const other = await reread(shell.bridge, opened, { part });
        expect(other).toMatchObject({ header: { label }, reading: { part } });
        const { lines, verdict } = await readAll(shell.bridge, other.run);
        expect(verdict).toMatchObject({ ops: 2, ended: 'eof' });
        expect(lines.filter((line) => line.includes('"$":"patchcap"'))).toHaveLength(1);
        expect(lines.join()).toContain(`"path":"${path}"`);
      }
    });

    it('should say what it was taken for, and read it as something else', async () => {
      const opened = await importText(shell.bridge, 'pairs.ndjson', PAIRS);
      expect(opened.takenFor).not.toBeNull();
      const { formats } = await shell.bridge.call('app.info', {});
      expect(formats.map(({ id }) => id)).toEqual(expect.arrayContaining(['patchcap', 'ops', 'har', 'sse']));
      const seconds = await reread(shell.bridge, opened, { unit: 's' });
      expect((await readAll(shell.bridge, seconds.run)).verdict.durationMs).toBe(2500);
      const other = await reread(shell.bridge, seconds, { format: 'snapshots', unit: null });
      expect(other.reading).toMatchObject({ format: 'snapshots' });
      await expect(reread(shell.bridge, other, { format: 'none such' })).rejects.toMatchObject({
        kind: 'invalid',
      });
      // A way of reading that fails leaves the run as it was.
      await expect(reread(shell.bridge, other, { format: 'har' })).rejects.toMatchObject({
        kind: 'unreadable',
      });
      await readAll(shell.bridge, other.run);
      // The file lies in the spool as long as any of its readings is open.
      await shell.bridge.call('runs.close', { run: opened.run });
      await shell.bridge.call('runs.close', { run: seconds.run });
      expect(readdirSync(join(shell.dataFolder, 'spool'))).toHaveLength(1);
      await shell.bridge.call('runs.close', { run: other.run });
      expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
    });

    it('should make up times only when asked, and say so in the header', async () => {
      const opened = await importText(
        shell.bridge,
        'bare.ndjson',
        `${SEED}\n{"op":"add","path":"/a","value":1.0}\n`,
      );
      expect((await readAll(shell.bridge, opened.run)).verdict.durationMs).toBeNull();
      const timed = await reread(shell.bridge, opened, { times: { firstMs: 200, stepMs: 40 } });
      const { lines, verdict } = await readAll(shell.bridge, timed.run);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ synthetic: true });
      expect(lines[2]).toBe('{"op":"add","path":"/a","value":1.0,"t":240.000}');
      expect(verdict).toMatchObject({ ops: 2, durationMs: 240 });
      const bare = await reread(shell.bridge, timed, { times: null });
      expect((await readAll(shell.bridge, bare.run)).verdict.durationMs).toBeNull();
    });

    it('should be as it is for a run on the wire', async () => {
      const started = await begin(shell.bridge, draft(), 'simulator', 'sim/instant');
      await readAll(shell.bridge, started.run);
      await expect(reread(shell.bridge, started, { part: 1 })).rejects.toMatchObject({ kind: 'invalid' });
    });
  });
});

function reread(bridge: Bridge, opened: OpenedRun, changes: Partial<Reading>): Promise<OpenedRun> {
  const found: Reading = opened.reading ?? { format: null, unit: null, part: 0, times: null };
  return bridge.call('runs.reread', { run: opened.run, reading: { ...found, ...changes } });
}

function run(label: string, path = '/a'): string {
  return `{"$":"patchcap","v":1,"wall":"2026-01-01T00:00:00.000Z","label":"${label}"}
{"op":"add","path":"","value":{},"t":5.000,"c":1}
{"op":"add","path":"${path}","value":1,"t":6.000,"c":2}
{"$":"end","t":9.000,"reason":"eof","ops":2}
`;
}
