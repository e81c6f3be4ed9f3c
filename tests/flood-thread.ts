import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { type Flood, PIECE, STATES, STUCK_MS } from './flood-server.ts';
import { responseHead } from './raw-server.ts';

/** The thread of `flood-server.ts`. */
const { size, shared } = workerData as Flood;
const state = new Int32Array(shared);
const body = numbered(size);
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => flood(socket));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  parentPort?.postMessage({ port, digest: createHash('sha256').update(body).digest('hex') }, []);
});

function flood(socket: Socket): void {
  const stuck = setTimeout(() => say(STATES.stuck), STUCK_MS);
  let at = 0;
  // One after another: Node would make a single write of several that wait, which gets ahead without a sign of it.
  function next(): void {
    stuck.refresh();
    if (at < size) {
      socket.write(body.subarray(at, (at += PIECE)), next);
      return;
    }
    clearTimeout(stuck);
    say(STATES.written);
    socket.end();
  }
  socket.write(responseHead(), next);
}

/** The first word stands: what was stuck is written once it is taken. */
function say(now: number): void {
  Atomics.compareExchange(state, 0, STATES.writing, now);
  Atomics.notify(state, 0);
}

/** Running numbers, so that no two stretches are alike. */
function numbered(length: number): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: length / 4 }, (_, i) => i).buffer);
}
