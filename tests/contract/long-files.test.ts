import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bridge } from '../../src/bridge/contract.ts';
import { overBoth } from './over-both.ts';
import { readAll, textOf, told } from './steps.ts';

overBoth('long files', (shell) => {
  it('should read a long file while it comes, and tell of the runs that come last', async () => {
    const { bytes, size, id, send } = await beginLong(shell.bridge);
    const opening = shell.bridge.call('imports.open', { id });
    let sent = 0;
    while (sent < size * 0.9) sent = await send(sent);
    const opened = await opening;
    expect(opened).toMatchObject({ size, parts: [{}], live: false });
    const first = await shell.bridge.call('runs.read', { run: opened.run, from: 0 });
    expect(first.done).toBe(false);
    expect(textOf(first).startsWith('{"$":"patchcap"')).toBe(true);
    const changed = told(shell.bridge, 'run.changed');
    while (sent < size) sent = await send(sent);
    await shell.bridge.call('imports.end', { id });
    expect(await changed).toMatchObject({ run: opened.run, parts: [{}, {}] });
    const { lines, verdict } = await readAll(shell.bridge, opened.run);
    expect(verdict).toMatchObject({ ops: LONG + 1, ended: 'eof' });
    expect(`${lines.join('\n')}\n`).toBe(bytes.subarray(0, bytes.lastIndexOf('{"$":"patchcap"')).toString());
    await shell.bridge.call('runs.close', { run: opened.run });
    expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
  });

  it('should say where the rest of a file does not come, and take no more where nobody wants it', async () => {
    const short = await beginLong(shell.bridge);
    const opening = shell.bridge.call('imports.open', { id: short.id });
    let sent = 0;
    while (sent < short.size * 0.9) sent = await short.send(sent);
    const opened = await opening;
    await expect(shell.bridge.call('imports.end', { id: short.id })).rejects.toMatchObject({
      kind: 'unreadable',
    });
    await expect(readAll(shell.bridge, opened.run)).rejects.toMatchObject({ kind: 'unreadable' });
    await shell.bridge.call('runs.close', { run: opened.run });

    const left = await beginLong(shell.bridge);
    const second = shell.bridge.call('imports.open', { id: left.id });
    sent = 0;
    while (sent < left.size * 0.9) sent = await left.send(sent);
    await shell.bridge.call('runs.stop', { run: (await second).run });
    await expect(left.send(sent)).rejects.toMatchObject({ kind: 'not found' });
    await shell.bridge.call('runs.close', { run: (await second).run });
    expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
  });
});

const LONG = 90_000;

/** Begins to bring in a file of two runs, too long to be looked through beforehand; `send` sends a piece from there on. */
async function beginLong(bridge: Bridge) {
  const ops = Array.from(
    { length: LONG },
    (_, i) => `{"op":"add","path":"/-","value":"${'ä text '.repeat(8)}${i}"}`,
  );
  const end = '{"$":"end","t":null,"reason":"eof"}';
  const bytes = Buffer.from(
    [
      '{"$":"patchcap","v":1}',
      '{"op":"add","path":"","value":[]}',
      ...ops,
      end,
      '{"$":"patchcap","v":1}',
      end,
      '',
    ].join('\n'),
  );
  const size = bytes.length;
  const { id } = await bridge.call('imports.begin', { name: 'long.ndjson', size });
  const send = async (from: number): Promise<number> => {
    const piece = Uint8Array.from(bytes.subarray(from, from + 1024 * 1024));
    await bridge.call('imports.chunk', { id, bytes: piece });
    return from + piece.length;
  };
  return { bytes, size, id, send };
}
