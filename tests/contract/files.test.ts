import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overBoth } from './over-both.ts';
import { importText, readAll, told } from './steps.ts';

const SEED = '{"op":"add","path":"","value":{}}';

overBoth('files', (shell) => {
  it('should read a file that comes in pieces', async () => {
    const bytes = Buffer.from(`${SEED}\n{"op":"add","path":"/ä","value":"ö"}\n`);
    const { id } = await shell.bridge.call('imports.begin', { name: 'run.ndjson', size: bytes.length });
    const opening = shell.bridge.call('imports.open', { id });
    await shell.bridge.call('imports.chunk', { id, bytes: Uint8Array.from(bytes.subarray(0, 40)) });
    await shell.bridge.call('imports.chunk', { id, bytes: Uint8Array.from(bytes.subarray(40)) });
    await shell.bridge.call('imports.end', { id });
    const opened = await opening;
    expect(opened).toMatchObject({ name: 'run.ndjson', live: false, capture: null, size: bytes.length });
    const { lines, verdict } = await readAll(shell.bridge, opened.run);
    expect(lines.join('\n')).toContain('"path":"/ä"');
    expect(verdict).toMatchObject({ ops: 2, durationMs: null, document: 'unchecked' });
    await shell.bridge.call('runs.close', { run: opened.run });
    expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
  });

  it('should refuse more than was announced, and less', async () => {
    const more = await shell.bridge.call('imports.begin', { name: 'x', size: 3 });
    const bytes = new Uint8Array([1, 2, 3, 4]);
    await expect(shell.bridge.call('imports.chunk', { id: more.id, bytes })).rejects.toMatchObject({
      kind: 'invalid',
    });
    const less = await shell.bridge.call('imports.begin', { name: 'x', size: 30 });
    const opening = expect(shell.bridge.call('imports.open', { id: less.id })).rejects.toMatchObject({
      kind: 'unreadable',
    });
    await shell.bridge.call('imports.chunk', { id: less.id, bytes });
    await expect(shell.bridge.call('imports.end', { id: less.id })).rejects.toMatchObject({
      kind: 'unreadable',
    });
    await opening;
    expect(readdirSync(join(shell.dataFolder, 'spool'))).toEqual([]);
  });

  it('should read a long capture in several answers, also from the middle again', async () => {
    const ops = Array.from(
      { length: 40_000 },
      (_, i) => `{"op":"add","path":"/${i}","value":"some text here"}`,
    );
    const path = join(shell.dataFolder, 'long.ndjson');
    writeFileSync(path, `${['{"op":"add","path":"","value":[]}', ...ops].join('\n')}\n`);
    const opened = told(shell.bridge, 'run.opened');
    await shell.services.openFile(path);
    const { run } = await opened;
    const first = await shell.bridge.call('runs.read', { run, from: 0 });
    expect(first).toMatchObject({ done: false, verdict: null });
    expect(first.progress).toBeGreaterThan(0);
    expect(first.progress).toBeLessThan(1);
    const second = await shell.bridge.call('runs.read', { run, from: first.next });
    expect(await shell.bridge.call('runs.read', { run, from: first.next })).toEqual(second);
    const { lines, verdict } = await readAll(shell.bridge, run);
    expect(verdict.ops).toBe(ops.length + 1);
    expect(lines.filter((line) => line.startsWith('{"op"'))).toHaveLength(ops.length + 1);
    expect((await shell.bridge.call('app.info', {})).opened.map((one) => one.run)).toEqual([run]);
  });

  it('should show the first of several runs, and say so', async () => {
    const run = `{"$":"patchcap","v":1}\n${SEED}\n{"$":"end","t":null,"reason":"eof","ops":1}\n`;
    const opened = await importText(shell.bridge, 'x', run + run);
    expect(opened).toMatchObject({ notes: [], parts: [{}, {}], reading: { part: 0 } });
    const { verdict } = await readAll(shell.bridge, opened.run);
    expect(verdict).toMatchObject({ ops: 1, ended: 'eof' });
  });

  it('should find every run of a capture that another program spelled its own way', async () => {
    // Their beginnings lie on both sides of where a stretch of the file ends.
    const long = `{"op": "add", "path": "/x", "value": "${'x'.repeat(1024 * 1024 - 300)} \\"patchcap\\""}\r\n`;
    for (const shift of [100, 105, 112, 118, 122, 123]) {
      const text = `\ufeff${spaced('one')}${' '.repeat(shift)}${long}${spaced('two')}${spaced('three')}`;
      const opened = await importText(shell.bridge, 'x', text);
      expect(opened.parts.map(({ label }) => label)).toEqual(['one', 'two', 'three']);
      await shell.bridge.call('runs.close', { run: opened.run });
    }
  });

  it('should find every run of a large file of another kind', async () => {
    const body = Array.from(
      { length: 5000 },
      (_, i) => `{"op":"add","path":"/${i}","value":"${'x'.repeat(1000)}"}`,
    );
    const path = join(shell.dataFolder, 'large.har');
    const archive = { log: { entries: [entry(body), entry(body), entry([])] } };
    writeFileSync(path, JSON.stringify(archive));
    const changed = told(shell.bridge, 'run.changed');
    await shell.services.openFile(path);
    expect((await changed).parts).toHaveLength(3);
  });

  it('should open an array of more operations than a call takes arguments', async () => {
    const path = join(shell.dataFolder, 'array.json');
    const op = '{"op":"add","path":"/-","value":1}';
    writeFileSync(path, `[{"op":"add","path":"","value":[]}${`,${op}`.repeat(150_000)}]`);
    const opened = told(shell.bridge, 'run.opened');
    await shell.services.openFile(path);
    const { verdict } = await readAll(shell.bridge, (await opened).run);
    expect(verdict.ops).toBe(150_001);
  });

  it('should open the recorded run of each example', async () => {
    for (const { capture } of await shell.bridge.call('examples.list', {})) {
      const opened = await shell.bridge.call('captures.open', { id: capture });
      const { verdict } = await readAll(shell.bridge, opened.run);
      expect(verdict).toMatchObject({ headline: 'complete' });
    }
  });

  it.each(['../settings.json', 'example:../../etc', 'none.patchcap.ndjson'])(
    'should not open %s',
    async (id) => {
      for (const verb of ['captures.open', 'captures.reveal'] as const) {
        await expect(shell.bridge.call(verb, { id })).rejects.toMatchObject({ kind: 'not found' });
      }
      await expect(shell.bridge.call('captures.remove', { ids: [id] })).rejects.toMatchObject({
        kind: expect.any(String),
      });
    },
  );
});

/** A run as Python's `json.dumps` spells it, on Windows. */
function spaced(label: string): string {
  return `{"$": "patchcap", "v": 1, "label": "${label}"}\r\n${SEED}\r\n{"$": "end", "t": null, "reason": "eof"}\r\n`;
}

/** One exchange of an HTTP archive. */
function entry(lines: string[]): object {
  return {
    request: {},
    response: { content: { mimeType: 'application/x-ndjson', text: `${[SEED, ...lines].join('\n')}\n` } },
  };
}
