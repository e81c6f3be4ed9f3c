import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FirstLock, type Lock, takeLock } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('takeLock', () => {
  it('should give a folder to one and tell the second where it is', async () => {
    const first = asFirst(await takeLock(folder, { files: [] }));
    const asked: string[][] = [];
    first.onSecond(({ files }) => {
      asked.push(files);
      return { address: 'http://127.0.0.1:1/' };
    });
    const second = await takeLock(folder, { files: ['/a.ndjson'] });
    expect(second).toEqual({ first: false, answer: { address: 'http://127.0.0.1:1/' } });
    expect(asked).toEqual([['/a.ndjson']]);
    first.release();
  });

  it('should let a second start wait for the first one’s window', async () => {
    const first = asFirst(await takeLock(folder, { files: [] }));
    const second = takeLock(folder, { files: [] });
    first.onSecond(() => ({ address: null }));
    expect(await second).toEqual({ first: false, answer: { address: null } });
    first.release();
  });

  it('should give the folder again after a release, and other folders meanwhile', async () => {
    const other = mkdtempSync(join(tmpdir(), 'landfall-lock-'));
    const first = asFirst(await takeLock(folder, { files: [] }));
    asFirst(await takeLock(other, { files: [] })).release();
    first.release();
    asFirst(await takeLock(folder, { files: [] })).release();
    rmSync(other, { recursive: true });
  });

  it('should take over from one that was killed', async () => {
    await killHolder();
    asFirst(await takeLock(folder, { files: [] })).release();
  });

  it('should give it to one alone of many that start at once after that', async () => {
    await killHolder();
    const starts = Array.from({ length: 8 }, async () => {
      const lock = await takeLock(folder, { files: [] });
      if (lock.first) lock.onSecond(() => ({ address: 'http://127.0.0.1:1/' }));
      return lock;
    });
    const firsts = (await Promise.all(starts)).filter((lock) => lock.first);
    for (const first of firsts) first.release();
    expect(firsts).toHaveLength(1);
  });
});

function asFirst(lock: Lock): FirstLock {
  if (!lock.first) throw new Error('somebody else holds it');
  return lock;
}

/** Leaves what a crash leaves: a socket file that nobody listens on. */
async function killHolder(): Promise<void> {
  const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    await takeLock(${JSON.stringify(folder)}, { files: [] });
    process.send('held');
    setInterval(() => {}, 1000);`;
  const killed = fork('-', { execArgv: ['--input-type=module', '--eval', script], stdio: 'inherit' });
  await new Promise((resolve, reject) => {
    killed.once('message', resolve);
    killed.once('exit', () => reject(new Error('it ended before it held the lock')));
  });
  const ended = new Promise((resolve) => killed.once('exit', resolve));
  killed.removeAllListeners('message');
  killed.kill('SIGKILL');
  await ended;
}
