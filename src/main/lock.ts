import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a second start asks of the first: to open these files and to come forward. */
export interface SecondStart {
  /** Absolute paths. */
  files: string[];
}

/** What the first answers: the address of a browser shell, or null for a window that has come forward. */
export interface FirstAnswer {
  address: string | null;
}

export type Lock = FirstLock | { first: false; answer: FirstAnswer };

export interface FirstLock {
  first: true;
  onSecond(answer: (start: SecondStart) => FirstAnswer): void;
  release(): void;
}

/** Long enough for a busy first window; a first that hangs must not hang the second. */
const ANSWER_WITHIN_MS = 5000;

/**
 * One Landfall for a data folder, whichever shell. The lock is a socket that the first listens on: it goes with its
 * process, and it is the way to speak to it. A socket file left behind by a crash refuses connections and is removed.
 */
export async function takeLock(dataFolder: string, start: SecondStart): Promise<Lock> {
  const path = lockPath(dataFolder);
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listen(path);
    if (server !== null) return held(server, path);
    const answer = await ask(path, start);
    if (answer !== null) return { first: false, answer };
    removeStale(path);
  }
  throw new Error(
    `Another Landfall seems to hold ${dataFolder}, but does not answer. End it and start again.`,
  );
}

/** Socket paths are limited to about 100 bytes, so the data folder is in the name as a hash. */
function lockPath(dataFolder: string): string {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\landfall-${hash}`;
  return join(tmpdir(), `landfall-${userInfo().uid}-${hash}.sock`);
}

function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => {
      // SECURITY: no other person of this machine may ask us to open files.
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

function held(server: Server, path: string): FirstLock {
  let answer: (start: SecondStart) => FirstAnswer = nobody;
  server.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).once('line', (line) => {
      const start = asStart(parse(line));
      socket.end(start === null ? '' : `${JSON.stringify(answer(start))}\n`);
    });
  });
  server.unref();
  return {
    first: true,
    onSecond(listener) {
      answer = listener;
    },
    release() {
      server.close();
      if (process.platform !== 'win32') rmSync(path, { force: true });
    },
  };
}

/** The first's answer; null where nobody listens any more. */
function ask(path: string, start: SecondStart): Promise<FirstAnswer | null> {
  return new Promise((resolve, reject) => {
    // SECURITY: a socket that somebody else put there is not told our files.
    if (!isOurs(path)) return reject(new Error(`${path} belongs to someone else`));
    const socket: Socket = connect(path);
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    socket.once('connect', () => socket.write(`${JSON.stringify(start)}\n`));
    createInterface({ input: socket })
      .once('line', (line) => {
        const answer = parse(line);
        socket.destroy();
        resolve(
          isRecord(answer) && typeof answer['address'] === 'string'
            ? { address: answer['address'] }
            : { address: null },
        );
      })
      .once('close', () => resolve(null));
  });
}

function removeStale(path: string): void {
  if (process.platform !== 'win32') rmSync(path, { force: true });
}

function isOurs(path: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    return lstatSync(path).uid === userInfo().uid;
  } catch {
    return true;
  }
}

function asStart(value: unknown): SecondStart | null {
  if (!isRecord(value) || !Array.isArray(value['files'])) return null;
  return { files: value['files'].filter((file): file is string => typeof file === 'string') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Until the first has its window: the files are lost, which is better than a second Landfall on one folder. */
function nobody(): FirstAnswer {
  return { address: null };
}
