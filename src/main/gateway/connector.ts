import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** Milliseconds that each step to the server took; a step that did not happen has no entry. */
export interface Phases {
  dns?: number;
  connect?: number;
  tls?: number;
}

/**
 * Opens the socket and watches its clock: how long the steps took, and the moment of each read.
 *
 * `onRead` is called with `performance.now()` as undici takes bytes from the socket and before it parses them: a
 * stream's `read()` emits `data` with what it is about to return. The listener is added after undici's own `readable`
 * one, which is why it does not set the stream flowing.
 */
export function meteredConnector(phases: Phases, onRead: (now: number) => void): buildConnector.connector {
  // HTTP/2 would put the reads behind a session of its own. Silence is timed by the exchange, not here.
  const connect = buildConnector({ allowH2: false, timeout: 0 });
  return (options, callback) => {
    let since = performance.now();
    const lap = (): number => {
      const now = performance.now();
      const took = now - since;
      since = now;
      return Math.round(took * 1000) / 1000;
    };
    const socket = connect(options, (...outcome) => {
      const [failure, connected] = outcome;
      if (failure !== null) {
        callback(...outcome);
        return;
      }
      if (options.protocol === 'https:' && !connected.destroyed) phases.tls = lap();
      callback(...outcome);
      connected.on('data', () => onRead(performance.now()));
    }) as unknown as Socket;
    socket.once('lookup', () => {
      phases.dns = lap();
    });
    socket.once('connect', () => {
      phases.connect = lap();
    });
  };
}
