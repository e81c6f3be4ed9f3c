import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread is given. */
export interface Flood {
  size: number;
  shared: SharedArrayBuffer;
}

/** How far the writes of the body have come. `stuck`: not all of it was taken, and nothing more of it for `STUCK_MS`. */
export const STATES = { writing: 0, written: 1, stuck: 2 };
export const STUCK_MS = 500;
/** Bytes that are written at once. */
export const PIECE = 64 * 1024;

/** A server that answers with `size` bytes as fast as they are taken; in a thread, so that it also writes while this one waits. */
export async function floodServer(size: number) {
  const shared = new SharedArrayBuffer(4);
  const flood: Flood = { size, shared };
  const worker = new Worker(new URL('./flood-thread.ts', import.meta.url), { workerData: flood });
  const [{ port, digest }] = (await once(worker, 'message')) as [{ port: number; digest: string }];
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    /** SHA-256 of the body, in hexadecimal digits. */
    digest,
    /** Holds this thread until the body is written or stuck. */
    wait(): 'written' | 'stuck' {
      const state = new Int32Array(shared);
      Atomics.wait(state, 0, STATES.writing);
      return Atomics.load(state, 0) === STATES.stuck ? 'stuck' : 'written';
    },
    close: () => worker.terminate(),
  };
}
