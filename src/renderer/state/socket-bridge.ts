import type { Args, Bridge, BridgeError, Result, Told } from '../../bridge/contract.ts';
import type { Call, Push } from '../../bridge/verbs.ts';
import { type AnswerFrame, decodeAnswer, encodeCall, type PushFrame } from '../../bridge/wire.ts';

const REOPEN_AFTER_MS = 1000;

/**
 * The contract over one WebSocket to the origin that served the window, used where no preload put a bridge there. A
 * lost socket rejects what was pending as `unavailable`; it is opened again at the next call, and once a second, so
 * that pushes come again too. `onReach` is told when that fails, and when it has come to pass.
 */
export function socketBridge(url: string, onReach: (reached: boolean) => void): Bridge {
  const pending = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(told: never) => void>>();
  let nextId = 1;
  let socket: Promise<WebSocket> | null = null;

  function connected(): Promise<WebSocket> {
    socket ??= open(url, { receive, closed: lose, onReach });
    return socket;
  }

  function lose(): void {
    socket = null;
    for (const waiting of pending.values()) waiting.reject(lost());
    pending.clear();
    setTimeout(listen, REOPEN_AFTER_MS);
  }

  /** Opens the socket for the pushes alone; a failure comes round again through `lose`. */
  function listen(): void {
    connected().catch(() => {});
  }

  function receive(frame: AnswerFrame | PushFrame): void {
    if ('push' in frame) {
      for (const listener of listeners.get(frame.push) ?? []) listener(frame.told as never);
      return;
    }
    const waiting = pending.get(frame.id);
    pending.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.result);
    else waiting?.reject(frame.error);
  }

  return {
    async call<C extends Call>(verb: C, args: Args<C>): Promise<Result<C>> {
      const ready = await connected();
      const id = nextId++;
      const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }));
      ready.send(encodeCall({ id, verb, args }));
      return (await answer) as Result<C>;
    },
    on<P extends Push>(push: P, listener: (told: Told<P>) => void): () => void {
      const group = listeners.get(push) ?? new Set();
      listeners.set(push, group.add(listener));
      listen();
      return () => group.delete(listener);
    },
  };
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: BridgeError) => void;
}

interface Heard {
  receive: (frame: AnswerFrame | PushFrame) => void;
  closed: () => void;
  onReach: (reached: boolean) => void;
}

function open(url: string, { receive, closed, onReach }: Heard): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    let reached = false;
    socket.addEventListener('open', () => {
      reached = true;
      onReach(true);
      resolve(socket);
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      const frame = decodeAnswer(typeof data === 'string' ? data : new Uint8Array(data));
      if (frame !== null) receive(frame);
    });
    socket.addEventListener('close', () => {
      reject(lost());
      if (!reached) onReach(false);
      closed();
    });
  });
}

function lost(): BridgeError {
  return { kind: 'unavailable', message: 'Landfall itself cannot be reached.' };
}
