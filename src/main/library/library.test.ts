import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentCheck } from '../../core/run/assess.ts';
import { type Library, library as libraryOf, type LibraryOptions } from './library.ts';

const MANY = process.env['LANDFALL_FULL'] === undefined ? 40 : 5000;

let dataFolder: string;
let library: Library;
let changes: string[][];
const bin = vi.fn<(path: string) => Promise<void>>();

function start(options: Partial<LibraryOptions> = {}): Library {
  changes = [];
  return libraryOf({
    dataFolder,
    check: () => ({ state: 'valid' }),
    onChange: (gone) => changes.push([...gone]),
    ...options,
  });
}

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'landfall-library-'));
  library = start();
});
afterEach(() => {
  library.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

function capture(label: string, wall = '2026-01-01T00:00:00.000Z'): string {
  return `{"$":"patchcap","v":1,"wall":"${wall}","label":"${label}","connection":{"name":"Simulator","model":"m"},"schema":"{\\"title\\":\\"Ticket\\"}"}
{"op":"add","path":"","value":{},"t":5.000,"c":1}
{"$":"end","t":9.000,"reason":"eof","ops":1}
`;
}

function put(name: string, text: string): string {
  const path = join(dataFolder, 'captures', name);
  writeFileSync(path, text);
  return path;
}

describe('the library', () => {
  it('should know a capture that another program began with a byte order mark', async () => {
    put('a.patchcap.ndjson', `\ufeff${capture('marked').replaceAll('\n', '\r\n')}`);
    expect(await library.list()).toMatchObject([{ label: 'marked', takenFor: null, ended: 'eof' }]);
    expect(await library.edit('a.patchcap.ndjson', { label: 'named' })).toMatchObject({ label: 'named' });
  });

  it('should say where its folder has gone, and go on once it is back', async () => {
    const folder = join(dataFolder, 'captures');
    rmSync(folder, { recursive: true });
    await expect(library.list()).rejects.toThrow(`cannot be read (ENOENT): ${folder}`);
    mkdirSync(folder);
    expect(await library.list()).toEqual([]);
  });

  it('should list what is in the folder, newest first, and judge it by itself', async () => {
    put('a.patchcap.ndjson', capture('older'));
    put('b.patchcap.ndjson', capture('newer', '2026-02-01T00:00:00.000Z'));
    put('notes.md', 'not ours');
    put('.hidden.patchcap.ndjson', capture('on its way'));
    expect(await library.list()).toMatchObject([
      { label: 'newer', schemaTitle: 'Ticket', model: 'm', ops: 1, durationMs: 9, ended: 'eof', tags: [] },
      { label: 'older' },
    ]);
    await vi.waitFor(async () => {
      expect(await library.list()).toMatchObject([
        { verdict: { headline: 'complete', document: 'valid' } },
        { verdict: { headline: 'complete' } },
      ]);
    });
    await vi.waitFor(() => expect(changes).not.toEqual([]), 3000);
  });

  it('should notice a file that is dropped, changed and taken away', async () => {
    await library.list();
    const path = put('dropped.ndjson', '{"op":"add","path":"","value":{}}\n');
    await vi.waitFor(() => expect(changes).toEqual([[]]), 3000);
    expect(await library.list()).toMatchObject([
      { id: 'dropped.ndjson', takenFor: expect.stringContaining('operations'), ops: 1 },
    ]);
    appendFileSync(path, '{"op":"add","path":"/a","value":{}}\n');
    await vi.waitFor(async () => expect(await library.list()).toMatchObject([{ ops: 2 }]));
    rmSync(path);
    await vi.waitFor(() => expect(changes.at(-1)).toEqual(['dropped.ndjson']), 3000);
    expect(await library.list()).toEqual([]);
  });

  it('should go by its index where files are as they were, and do without one', async () => {
    const path = put('a.patchcap.ndjson', capture('read'));
    await library.list();
    const indexPath = join(dataFolder, 'captures-index.ndjson');
    await vi.waitFor(() => expect(existsSync(indexPath)).toBe(true), 3000);
    library.close();

    writeFileSync(indexPath, readFileSync(indexPath, 'utf8').replace('"read"', '"from the index"'));
    library = start();
    expect(await library.list()).toMatchObject([{ label: 'from the index' }]);
    utimesSync(path, 1, 1);
    expect(await library.list()).toMatchObject([{ label: 'read' }]);
    library.close();

    for (const broken of ['', '{"index":1}\n{}', 'not json', '{"index":2}\n{"entry":{}}\n[]']) {
      writeFileSync(indexPath, broken);
      library = start();
      expect(await library.list()).toMatchObject([{ label: 'read' }]);
      library.close();
    }
  });

  it('should write label, tags and notes into the file', async () => {
    put('a.patchcap.ndjson', capture('old'));
    expect(
      await library.edit('a.patchcap.ndjson', { label: 'new', tags: ['x'], notes: 'why' }),
    ).toMatchObject({
      label: 'new',
      tags: ['x'],
      notes: 'why',
    });
    const again = start();
    expect(await again.list()).toMatchObject([{ label: 'new', tags: ['x'], notes: 'why' }]);
    again.close();
  });

  it('should touch no file that is being recorded, and judge it when it is whole', async () => {
    const path = put('a.patchcap.ndjson', `${capture('live').split('\n')[0]}\n`);
    const recorded = library.record('a.patchcap.ndjson');
    expect(await library.list()).toMatchObject([{ recording: true, ended: 'recording' }]);
    for (const refused of [
      library.edit('a.patchcap.ndjson', { label: 'x' }),
      library.remove(['a.patchcap.ndjson']),
      library.duplicate('a.patchcap.ndjson'),
    ]) {
      await expect(refused).rejects.toMatchObject({ kind: 'unavailable' });
    }
    writeFileSync(path, capture('live'));
    const verdict = { headline: 'complete', document: 'valid', ended: 'eof' } as const;
    recorded({ ops: 1, durationMs: 9, verdict });
    expect(await library.list()).toMatchObject([{ recording: false, ended: 'eof', verdict }]);
  });

  it('should duplicate under a name and a label of its own', async () => {
    put('a.patchcap.ndjson', capture('run'));
    const first = await library.duplicate('a.patchcap.ndjson');
    const second = await library.duplicate('a.patchcap.ndjson');
    expect([first, second]).toMatchObject([
      { id: 'a-copy.patchcap.ndjson', label: 'run (copy)' },
      { id: 'a-copy-2.patchcap.ndjson', label: 'run (copy)' },
    ]);
  });

  it('should delete into a trash of its own and bring back, also where the name is taken meanwhile', async () => {
    put('a.patchcap.ndjson', capture('first'));
    const names = await library.remove(['a.patchcap.ndjson']);
    expect(await library.list()).toEqual([]);
    put('a.patchcap.ndjson', capture('second'));
    await library.restore(names);
    expect((await library.list()).map(({ id, label }) => `${id} ${label}`).toSorted()).toEqual([
      'a-2.patchcap.ndjson first',
      'a.patchcap.ndjson second',
    ]);
    for (const name of ['../settings.json', 'none.patchcap.ndjson']) {
      await expect(library.restore([name])).rejects.toMatchObject({ kind: 'not found' });
    }
  });

  it('should erase at its start what was deleted more than 30 days ago', async () => {
    put('long-ago.patchcap.ndjson', capture('x'));
    put('lately.patchcap.ndjson', capture('y'));
    const longAgo = Date.now() / 1000 - 31 * 24 * 60 * 60;
    // Old runs, deleted today.
    for (const name of ['long-ago', 'lately'])
      utimesSync(join(dataFolder, 'captures', `${name}.patchcap.ndjson`), 1, 1);
    const [first = '', second = ''] = await library.remove([
      'long-ago.patchcap.ndjson',
      'lately.patchcap.ndjson',
    ]);
    utimesSync(join(dataFolder, 'trash', first), longAgo, longAgo);
    library.close();
    library = start();
    await vi.waitFor(() => expect(existsSync(join(dataFolder, 'trash', first))).toBe(false));
    expect(existsSync(join(dataFolder, 'trash', second))).toBe(true);
  });

  it('should use the bin of the system where there is one, and its own where that fails', async () => {
    library.close();
    library = start({ bin });
    put('a.patchcap.ndjson', capture('x'));
    bin.mockImplementationOnce(async (path) => renameSync(path, join(dataFolder, 'binned')));
    expect(await library.remove(['a.patchcap.ndjson'])).toEqual([]);
    put('b.patchcap.ndjson', capture('x'));
    bin.mockRejectedValueOnce(new Error('no bin here'));
    expect(await library.remove(['b.patchcap.ndjson'])).toEqual(['b.patchcap.ndjson']);
  });

  it(
    `should judge ${MANY} captures with a turn of the loop between any two`,
    { timeout: 60_000 },
    async () => {
      library.close();
      let since = 0;
      let most = 0;
      library = start({
        check() {
          most = Math.max(most, (since += 1));
          return { state: 'valid' };
        },
      });
      for (let i = 0; i < MANY; i++) put(`${i}.patchcap.ndjson`, capture(`run ${i}`));
      let over = false;
      function turn(): void {
        since = 0;
        if (!over) setImmediate(turn);
      }
      turn();
      await vi.waitFor(
        async () => {
          const entries = await library.list();
          expect(entries).toHaveLength(MANY);
          expect(entries.every(({ verdict }) => verdict !== null)).toBe(true);
        },
        { timeout: 60_000, interval: 200 },
      );
      over = true;
      expect(most).toBe(1);
    },
  );

  it('should judge nothing unasked while a run is recorded', async () => {
    library.close();
    const check = vi.fn<DocumentCheck>(() => ({ state: 'valid' }));
    library = start({ check });
    put('live.patchcap.ndjson', `${capture('live').split('\n')[0]}\n`);
    const recorded = library.record('live.patchcap.ndjson');
    put('a.patchcap.ndjson', capture('waits'));
    for (let i = 0; i < 10; i++) expect(await library.list()).toHaveLength(2);
    expect(check).not.toHaveBeenCalled();
    recorded({ ops: 1, durationMs: 9, verdict: null });
    await vi.waitFor(() => expect(check).toHaveBeenCalled(), 3000);
  });
});
