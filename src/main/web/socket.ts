import type { RawData, WebSocket } from 'ws';
import { type CallFrame, decodeCall, encodeAnswer } from '../../bridge/wire.ts';
import { dispatch } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** A window asks for one thing at a time in each of its panels; hundreds at once is a fault. */
const MAX_CALLS = 256;

/** Answers the calls of one window over its WebSocket, and tells it the pushes, until it goes. */
export function attachWindow(socket: WebSocket, services: Services): void {
  let calls = 0;
  const detach = services.windows.attach((push, told) => socket.send(encodeAnswer({ push, told })));
  socket.on('close', detach);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, isBinary) => {
    const frame = decodeCall(isBinary ? bytesOf(data) : textOf(data));
    if (frame === null) return socket.close(1007, 'not a call');
    if (calls >= MAX_CALLS) return socket.close(1008, 'too many calls at once');
    calls++;
    void answer(frame);
  });

  async function answer(frame: CallFrame): Promise<void> {
    const answered = await dispatch(services.handlers, frame.verb, frame.args);
    calls--;
    if (socket.readyState === socket.OPEN) socket.send(encodeAnswer({ id: frame.id, ...answered }));
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function textOf(data: RawData): string {
  return Buffer.from(bytesOf(data)).toString('utf8');
}
