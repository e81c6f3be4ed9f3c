import type { IpcMainInvokeEvent } from 'electron';
import { EventEmitter } from 'node:events';

type Handler = (event: IpcMainInvokeEvent, args: unknown) => unknown;

/**
 * Electron's border, as far as the contract crosses it: two processes that share nothing. Whatever goes over is cloned
 * structurally, by `ipcRenderer` to main and back, and by `contextBridge` to the page and back.
 */
export class ElectronDouble {
  readonly handlers = new Map<string, Handler>();
  readonly exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
  readonly #renderer = new EventEmitter();
  /** Who main sees as the sender. */
  frame: { url: string; parent: unknown } | null = { url: 'app://landfall/', parent: null };

  readonly ipcMain = {
    handle: (channel: string, handler: Handler): void => {
      if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
      this.handlers.set(channel, handler);
    },
  };

  /** `webContents`, as main holds it. */
  readonly contents = Object.assign(new EventEmitter(), {
    isDestroyed: (): boolean => false,
    send: (channel: string, told: unknown): void => {
      this.#renderer.emit(channel, { sender: 'not for the page' }, structuredClone(told));
    },
  });

  /** What `require('electron')` gives a sandboxed preload. */
  readonly preload = {
    ipcRenderer: {
      invoke: (channel: string, args: unknown): Promise<unknown> => this.invoke(channel, args),
      on: (channel: string, listener: (...args: unknown[]) => void) => this.#renderer.on(channel, listener),
      off: (channel: string, listener: (...args: unknown[]) => void) => this.#renderer.off(channel, listener),
    },
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, unknown>): void => {
        this.exposed[name] = Object.fromEntries(
          Object.entries(api).map(([key, value]) => [key, crossed(value) as (...args: unknown[]) => unknown]),
        );
      },
    },
  };

  async invoke(channel: string, args: unknown): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = { senderFrame: this.frame, sender: this.contents } as unknown as IpcMainInvokeEvent;
    return structuredClone(await handler(event, structuredClone(args)));
  }
}

/** What comes out on the other side of the context bridge: functions as proxies, errors without their members. */
function crossed(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...args: unknown[]): unknown => {
      try {
        const result: unknown = value(...args.map(crossed));
        return result instanceof Promise
          ? result.then(crossed, (error) => Promise.reject(failed(error)))
          : crossed(result);
      } catch (error) {
        throw failed(error);
      }
    };
  }
  return structuredClone(value);
}

function failed(error: unknown): Error {
  return (error instanceof Error ? new Error(error.message) : structuredClone(error)) as Error;
}
