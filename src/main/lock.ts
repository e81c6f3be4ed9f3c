import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

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

type Answer = (start: SecondStart) => FirstAnswer;

export interface FirstLock {
  first: true;
  onSecond: (answer: Answer) => void;
  release(): void;
}

/** Long enough for a busy first window; a first that hangs must not hang the second. */
const ANSWER_WITHIN_MS = 5000;
/** Several may start at once over what a crash left: each may have to look again after another's turn. */
const ATTEMPTS = 10;
const PAUSE_MS = 20;

/**
 * One Landfall for a data folder, whichever shell. The lock is a socket that the first listens on: it goes with its
 * process, and it is the way to speak to it. A socket file left behind by a crash refuses connections and is removed.
 */
export async function takeLock(dataFolder: string, start: SecondStart): Promise<Lock> {
  const path = lockPath(dataFolder);
  let refused: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = await listen(path);
    if (server !== null) return held(server, path);
    const found = identity(path);
    const answer = await ask(path, start);
    if (answer === 'silent') break;
    if (answer !== 'gone') return { first: false, answer };
    // A first that is just starting refuses too, between its bind and its listen; a dead one refuses again.
    if (found !== null && found === refused) removeStale(path, found);
    refused = found;
    await setTimeout(PAUSE_MS);
  }
  throw new Error(
    `Another Landfall seems to hold ${dataFolder}, but does not answer. End it and start again.`,
  );
}

/** Socket paths are limited to about 100 bytes, so the data folder is in the name as a hash. */
function lockPath(dataFolder: string): string {
  const hash = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16);
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
  // A second start that comes before the first has its window waits for it.
  const answer = Promise.withResolvers<Answer>();
  server.on('connection', (socket) => {
    void reply(socket, answer.promise);
  });
  server.unref();
  return {
    first: true,
    onSecond: answer.resolve,
    release() {
      server.close();
      if (process.platform !== 'win32') rmSync(path, { force: true });
    },
  };
}

async function reply(socket: Socket, answer: Promise<Answer>): Promise<void> {
  socket.on('error', () => socket.destroy());
  const start = asStart(parse(await firstLine(socket)));
  if (start === null) socket.destroy();
  else socket.end(`${JSON.stringify((await answer)(start))}\n`);
}

/** The first's answer; `gone` where nobody listens any more, `silent` where somebody does and says nothing. */
async function ask(path: string, start: SecondStart): Promise<FirstAnswer | 'gone' | 'silent'> {
  // SECURITY: a socket that somebody else put there is not told our files.
  if (!isOurs(path)) throw new Error(`${path} belongs to someone else`);
  const socket = connect(path);
  let gone = false;
  socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
  socket.on('error', (error: NodeJS.ErrnoException) => {
    gone = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
    socket.destroy();
  });
  socket.once('connect', () => socket.write(`${JSON.stringify(start)}\n`));
  const answer = parse(await firstLine(socket));
  socket.destroy();
  if (!isRecord(answer)) return gone ? 'gone' : 'silent';
  return { address: typeof answer['address'] === 'string' ? answer['address'] : null };
}

/** Paths of files to open are short; whoever sends more is not one of us. */
const MAX_LINE = 1024 * 1024;

/** What comes before the first line feed; empty where the socket closes without one. */
function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
      else if (text.length > MAX_LINE) socket.destroy();
    });
    socket.once('close', () => resolve(''));
  });
}

/** Removes the dead first's socket and no other: somebody who started meanwhile may listen there by now. */
function removeStale(path: string, stale: string): void {
  if (identity(path) === stale) rmSync(path, { force: true });
}

/** Which file is at the path: a number is given again after a removal, so the time is in it. Null where there is none. */
function identity(path: string): string | null {
  // A named pipe goes with its process; there is nothing to remove.
  if (process.platform === 'win32') return null;
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.ino} ${found.mtimeNs}`;
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
