import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { monotonic } from '../monotonic.ts';
import { tunnel } from './proxy.ts';

/**
 * Milliseconds that each step to the server took; a step that did not happen has no entry. On the way through a proxy
 * `dns` is that of the proxy's name, and `connect` lasts until the proxy has opened the way.
 */
export interface Phases {
  dns?: number;
  connect?: number;
  tls?: number;
}

/**
 * Opens the socket and watches its clock: how long the steps took, and the moment of each read.
 *
 * `onRead` is called with `monotonic()` as undici takes bytes from the socket and before it parses them: a
 * stream's `read()` emits `data` with what it is about to return. The listener is added after undici's own `readable`
 * one, which is why it does not set the stream flowing.
 *
 * `through`: the proxy that tunnels to the server. TLS is spoken with the server, so a read is one of its bytes.
 */
export function meteredConnector(
  phases: Phases,
  onRead: (now: number) => void,
  through: URL | null = null,
): buildConnector.connector {
  // HTTP/2 would put the reads behind a session of its own. Silence is timed by the exchange, not here.
  const connect = buildConnector({ allowH2: false, timeout: 0 });
  return (options, callback) => {
    let since = monotonic();
    const lap = (): number => {
      const now = monotonic();
      const took = now - since;
      since = now;
      return Math.round(took * 1000) / 1000;
    };
    const opened: buildConnector.Callback = (...outcome) => {
      const [failure, connected] = outcome;
      if (failure !== null) {
        callback(...outcome);
        return;
      }
      if (options.protocol === 'https:' && !connected.destroyed) phases.tls = lap();
      callback(...outcome);
      connected.on('data', () => onRead(monotonic()));
    };
    const watch = (socket: Socket): Socket => socket.once('lookup', () => (phases.dns = lap()));
    if (through === null) {
      const socket = watch(connect(options, opened) as unknown as Socket);
      socket.once('connect', () => (phases.connect = lap()));
      return;
    }
    tunnel(through, `${options.hostname}:${options.port || 443}`, {
      opening: watch,
      opened(httpSocket) {
        phases.connect = lap();
        connect({ ...options, httpSocket }, opened);
      },
      failed: (error) => callback(error, null),
    });
  };
}
