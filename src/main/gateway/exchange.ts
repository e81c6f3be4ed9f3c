import { Client, type Dispatcher } from 'undici';
import { monotonic } from '../monotonic.ts';
import { meteredConnector, type Phases } from './connector.ts';
import { contentDecoder, type ContentDecoder, type ReadStamp } from './content-decoding.ts';
import { type Failure, failureOf } from './failure.ts';
import { proxyHeaders } from './proxy.ts';

export interface ExchangeOptions {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | null;
  /** The one that the environment names for the address. */
  proxy: URL | null;
  /** The longest silence, the wait for the first byte and the connection included, in milliseconds. */
  silenceMs: number;
  signal: AbortSignal;
}

export interface Head {
  now: number;
  status: number;
  /** Names in lower case; a header that came several times is joined by commas, as RFC 9110 §5.3 allows. */
  headers: Record<string, string>;
  phases: Phases;
}

/**
 * Lets a listener that is behind hold up the reading, and with it the server. What comes meanwhile is read later, and has
 * the time at which it was read; the listener is told, since that delay is not the server's.
 */
export interface Flow {
  pause(): void;
  resume(): void;
}

export interface Listener {
  /** Before anything else. */
  started?(flow: Flow): void;
  /** The reading was paused or goes on. */
  reading?(how: 'paused' | 'resumed', now: number): void;
  /** The request's last byte was handed to the socket. */
  sent(now: number): void;
  head(head: Head): void;
  /** A stretch of the body, decoded. Several stretches of one socket read carry the same stamp. */
  data(bytes: Uint8Array, stamp: ReadStamp): void;
}

/** How an exchange was over; `complete` alone means that the whole body came. */
export type Ending =
  | { kind: 'complete' }
  | { kind: 'silent' }
  | { kind: 'stopped' }
  | { kind: 'failed'; failure: Failure };

/** `now`: when it was over. */
export type Outcome = Ending & { now: number };

/**
 * One HTTP exchange on a socket of its own.
 *
 * 1. Each socket read is stamped once, with `monotonic()`, before any of its bytes are parsed; `c` counts the
 *    reads that brought bytes of the body, from 1. Where the reading is paused within a read, undici puts the rest of it
 *    back, and that rest is a read of its own once the reading goes on.
 * 2. Nothing is sent again and no redirect is followed: the caller sees the status. (SECURITY: a key goes to the
 *    origin it was meant for and to no other.)
 * 3. A proxy is used as a tunnel for https, otherwise by the whole address (RFC 9112 §3.2.2).
 * 4. It resolves once, and no listener is called after that.
 * 5. While the reading is paused there is no silence.
 *
 * undici's low-level dispatch is used because its stream API would put a buffer and a tick between socket and stamp.
 */
export function exchange(options: ExchangeOptions, listener: Listener): Promise<Outcome> {
  return new Promise((resolve) => {
    const phases: Phases = {};
    let over = false;
    let read = { now: 0, isNew: false };
    let c = 0;
    let decoder: ContentDecoder | null = null;
    let status = 0;
    let paused = false;

    let client: Client | null = null;
    const silence = setTimeout(() => {
      if (paused) silence.refresh();
      else finish({ kind: 'silent' });
    }, options.silenceMs);
    const stop = (): void => finish({ kind: 'stopped' });

    function finish(ending: Ending): void {
      if (over) return;
      over = true;
      clearTimeout(silence);
      options.signal.removeEventListener('abort', stop);
      decoder?.destroy();
      resolve({ ...ending, now: monotonic() });
      void client?.destroy();
    }

    function stamp(): ReadStamp {
      if (read.isNew) c++;
      read.isNew = false;
      return { now: read.now, c };
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        listener.started?.({
          pause() {
            if (over || paused) return;
            paused = true;
            controller.pause();
            listener.reading?.('paused', monotonic());
          },
          resume() {
            if (over || !paused) return;
            paused = false;
            silence.refresh();
            listener.reading?.('resumed', monotonic());
            controller.resume();
          },
        });
      },
      onRequestSent() {
        if (!over) listener.sent(monotonic());
      },
      onResponseStart(_controller, statusCode, raw) {
        // 1xx are notices before the answer.
        if (over || statusCode < 200) return;
        status = statusCode;
        const headers = flat(raw);
        listener.head({ now: read.now, status, headers, phases });
        decoder = contentDecoder(
          headers['content-encoding'] ?? 'identity',
          (bytes, at) => {
            if (!over) listener.data(bytes, at);
          },
          (error) => finish({ kind: 'failed', failure: failureOf(error) }),
        );
      },
      onResponseData(_controller, chunk) {
        // After a pause undici flushes its parser, which may bring nothing.
        if (!over && chunk.length > 0) decoder?.push(chunk, stamp());
      },
      onResponseEnd() {
        if (decoder === null) return finish({ kind: 'complete' });
        decoder.end().then(
          () => finish({ kind: 'complete' }),
          (error: unknown) => finish({ kind: 'failed', failure: failureOf(error) }),
        );
      },
      onResponseError(_controller, error) {
        finish({ kind: 'failed', failure: failureOf(error) });
      },
    };

    if (options.signal.aborted) return stop();
    options.signal.addEventListener('abort', stop, { once: true });
    try {
      const { proxy } = options;
      const asProxy = options.url.protocol === 'http:' ? proxy : null;
      const { origin, pathname, search, href, host } = options.url;
      client = new Client(asProxy?.origin ?? origin, {
        connect: meteredConnector(
          phases,
          (now) => {
            read = { now, isNew: true };
            silence.refresh();
          },
          asProxy === null ? proxy : null,
        ),
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      client.dispatch(
        {
          path: asProxy === null ? pathname + search : href,
          method: options.method,
          headers:
            asProxy === null ? options.headers : { ...options.headers, host, ...proxyHeaders(asProxy) },
          body: options.body === null ? null : Buffer.from(options.body),
        },
        handler,
      );
    } catch (error) {
      finish({ kind: 'failed', failure: failureOf(error) });
    }
  });
}

function flat(headers: { [name: string]: string | string[] | undefined }): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}
