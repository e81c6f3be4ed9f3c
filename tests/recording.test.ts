import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createImporter } from '../src/core/capture/import.ts';
import { assess } from '../src/core/run/assess.ts';
import { RunRecord } from '../src/core/run/record.ts';
import { fromUtf8 } from '../src/core/wire/utf8.ts';
import { type CaptureFile, captureWriter } from '../src/main/library/capture-writer.ts';
import { readEntry } from '../src/main/library/read-entry.ts';
import { AS_FOUND, type FileRun, openFileRun } from '../src/main/runs/file-run.ts';

const KILLS = process.env['LANDFALL_FULL'] === undefined ? 5 : 50;
const RECORDER = join(import.meta.dirname, 'recording/recorder.ts');
/** What a crash may cost; and by how much one process may see the clock of the other late. */
const MAY_BE_MISSING_MS = 100;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-recording-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a recording whose process is killed', () => {
  it(
    `should be a file that opens and lacks at most the last ${MAY_BE_MISSING_MS} ms, ${KILLS} times`,
    { timeout: KILLS * 4000 },
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const way = kill % 2 === 0 ? 'library' : 'command';
        const received = await killedAfter(way, 60 + Math.random() * 400);
        const record = await whatIsInTheFile();
        // Killed within its first moments, before the disk had more than the header.
        if (record === null || record.ops === 0) {
          expect(received).toBeLessThanOrEqual(MAY_BE_MISSING_MS);
          continue;
        }
        const inFile = record.log.length === 0 ? 0 : (record.log.t(record.log.length - 1) ?? 0);
        expect(received - inFile).toBeLessThanOrEqual(MAY_BE_MISSING_MS);
        // Nothing before the tear is lost: every number is there, in its order.
        expect(record.errors).toBe(0);
        expect(record.history.at(record.log.length - 1).json()).toBe(
          `[${Array.from({ length: record.ops - 1 }, (_, i) => i).join(',')}]`,
        );
        expect((await assess(record, () => ({ state: 'valid' }))).ended).toBe('torn');
      }
    },
  );
});

it('should open, and say what it is, where it was killed before the first byte', async () => {
  const { id } = await captureWriter({ folder, wall: '2026-01-01T00:00:00.000Z', title: 'early' });
  const path = join(folder, id ?? '');
  expect(await readEntry({ path, id: id ?? '', recording: false })).toMatchObject({ label: id, ops: 0 });
  const { run, lines } = await opened(path);
  expect(run.opened.notes).toEqual(['The file is empty: its recording ended before anything had come.']);
  expect(lines).toBe('');
});

/** Kills the recorder some time after its first report; gives the time of the last read that it reported. */
async function killedAfter(way: 'library' | 'command', ms: number): Promise<number> {
  const child = spawn(process.execPath, [RECORDER, folder, way], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let killing: NodeJS.Timeout | null = null;
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    killing ??= setTimeout(() => child.kill('SIGKILL'), ms);
  });
  await new Promise((resolve) => child.once('close', resolve));
  const whole = said.slice(0, said.lastIndexOf('\n'));
  return Number(whole.slice(whole.lastIndexOf('\n') + 1));
}

/** Null where it is empty. */
async function whatIsInTheFile(): Promise<RunRecord | null> {
  const id = readdirSync(folder).find((name) => name.endsWith('.patchcap.ndjson'));
  if (id === undefined) throw new Error('there is no capture');
  const path = join(folder, id);
  const bytes = readFileSync(path);
  // The ways by which a person meets it: the list, and opening it.
  const entry = await readEntry({ path, id, recording: false });
  const { run } = await opened(path);
  rmSync(path);
  if (bytes.length === 0) return null;
  expect(entry).toMatchObject({ label: 'flood', ended: 'torn' });
  expect(run.opened.header).toMatchObject({ label: 'flood' });
  const importer = createImporter(id);
  const record = new RunRecord();
  for (const line of [...importer.push(bytes), ...importer.end()]) record.push(line);
  return record;
}

async function opened(path: string): Promise<{ run: FileRun; lines: string }> {
  const run = await openFileRun(
    { path, name: basename(path), run: 'r', capture: null, reading: AS_FOUND },
    { check: () => ({ state: 'valid' }), onVerdict: () => {}, onChange: () => {} },
  );
  const { bytes } = await run.read(0);
  await run.close();
  return { run, lines: fromUtf8(bytes) };
}

/** A disk that fails where a test wants it to. */
function disk(fails: { append?: (text: string) => Error | null; sync?: Error; links?: () => number }) {
  const written: string[] = [];
  const file = {
    appendFile: (text: string) => {
      const error = fails.append?.(text) ?? null;
      if (error !== null) return Promise.reject(error);
      written.push(text);
      return Promise.resolve();
    },
    stat: () => Promise.resolve({ nlink: fails.links?.() ?? 1 }),
    sync: () => (fails.sync === undefined ? Promise.resolve() : Promise.reject(fails.sync)),
    close: () => Promise.resolve(),
  } as unknown as CaptureFile;
  return { written, create: () => Promise.resolve({ id: 'x.patchcap.ndjson', file }) };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('a recording on a disk that fails', () => {
  const about = { wall: '2026-01-01T00:00:00.000Z', title: 't' };

  it('should say once that the disk is full, and take what comes after in silence', async () => {
    const { written, create } = disk({
      append: (text) => (text.includes('second') ? failure('ENOSPC') : null),
    });
    const problems: string[] = [];
    const onProblem = (problem: string): void => void problems.push(problem);
    const writer = await captureWriter({ folder, ...about, create, onProblem });
    writer.write('first');
    await vi.waitFor(() => expect(written).toHaveLength(1));
    writer.write('second');
    await vi.waitFor(() => expect(problems).toHaveLength(1));
    writer.write('third');
    await writer.end();
    expect(writer.problem).toBe(problems[0]);
    expect(problems).toEqual(['Only the beginning of this run is in its file: the disk is full.']);
    expect(written).toEqual(['first\n']);
  });

  it('should say so where only the last sync fails', async () => {
    const { create } = disk({ sync: failure('EIO') });
    const writer = await captureWriter({ folder, ...about, create });
    writer.write('all');
    await writer.end();
    expect(writer.problem).toBe('Only the beginning of this run is in its file: the disk reports an error.');
  });

  it('should notice that its file was deleted', async () => {
    const problems: string[] = [];
    const writer = await captureWriter({ folder, ...about, onProblem: (problem) => problems.push(problem) });
    rmSync(join(folder, writer.id ?? ''));
    writer.write('all');
    await writer.end();
    expect(problems).toEqual(['This run is not saved: its file was deleted.']);
  });

  it.each([
    ['EACCES', 'the folder is not writable'],
    ['EROFS', 'the disk is read-only'],
    ['ENOENT', 'the folder of captures is gone'],
  ])('should run without a file after %s', async (code, why) => {
    const writer = await captureWriter({ folder, ...about, create: () => Promise.reject(failure(code)) });
    expect(writer).toMatchObject({ id: null, problem: `This run is not saved: ${why}.` });
    writer.write('lines');
    await writer.end();
  });
});
