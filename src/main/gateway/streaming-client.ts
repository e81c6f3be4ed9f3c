import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { monotonic } from '../monotonic.ts';
import { threadFile } from '../thread-file.ts';
import type { ExchangeOptions, Listener, Outcome } from './exchange.ts';
import { type Failure, failureOf, OWN, ownFailure } from './failure.ts';
import { proxyFor } from './proxy.ts';
import { MAX_UNTAKEN, type Stretch } from './reads.ts';
import type { Order, Told, Word } from './thread.ts';
import { Turns } from './turns.ts';

/** The streaming HTTP client: `exchange.ts` in a thread of its own, so that the clock shares a thread with nothing. */
export interface StreamingClient {
  /** Starts the thread, so that no request waits for it. */
  start(): void;
  /** As `exchange`; the environment names the proxy. Listeners are called in order, later than the moments they are told. */
  exchange(options: Omit<ExchangeOptions, 'proxy'>, listener: Listener): Promise<Outcome>;
}

interface Thread {
  worker: Worker;
  /** Why it is no more. */
  ended: Promise<Failure>;
}

/** Bytes that are taken before the thread is told: now and then is enough. */
const TAKEN_AT_ONCE = MAX_UNTAKEN / 8;

/** `file`: the thread's. It does not keep the process alive; an exchange does. */
export function streamingClient(file: URL = threadFile('gateway')): StreamingClient {
  let thread: Thread | null = null;
  const turns = new Turns();

  function start(): Thread {
    if (thread !== null) return thread;
    const worker = new Worker(file, { name: 'gateway' });
    worker.unref();
    let why: unknown = null;
    worker.on('error', (error) => (why = error));
    const ended = new Promise<Failure>((resolve) => {
      worker.once('exit', (code) => {
        // The next exchange begins with a new one.
        if (thread?.worker === worker) thread = null;
        resolve(ownFailure(OWN.thread, why ?? `its thread ended with code ${code}`));
      });
    });
    thread = { worker, ended };
    return thread;
  }

  return {
    start: () => void start(),
    async exchange({ url, signal, ...rest }, listener) {
      if (signal.aborted) return { kind: 'stopped', now: monotonic() };
      const { port1: port, port2 } = new MessageChannel();
      let through: Thread;
      try {
        const proxy = proxyFor(url, process.env)?.href ?? null;
        const order: Order = { ...rest, url: url.href, proxy, port: port2 };
        through = start();
        through.worker.postMessage(order, [port2]);
      } catch (error) {
        port.close();
        return { kind: 'failed', failure: failureOf(error), now: monotonic() };
      }
      const say = (word: Word): void => port.postMessage(word);
      const stop = (): void => say('stop');
      // What came before it stopped is on its way: the thread says when it is over.
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await outcomeOf({ port, thread: through, listener, say, turns });
      } finally {
        signal.removeEventListener('abort', stop);
        port.close();
      }
    },
  };
}

/** One for the process. */
export const client = streamingClient();

interface Exchange {
  port: MessagePort;
  thread: Thread;
  listener: Listener;
  say: (word: Word) => void;
  /** Those of all exchanges: several that arrive at once share what a turn has room for. */
  turns: Turns;
}

function outcomeOf({ port, thread, listener, say, turns }: Exchange): Promise<Outcome> {
  let taken = 0;
  function take({ bytes, stamp }: Stretch): void {
    listener.data(bytes, stamp);
    taken += bytes.length;
    if (taken < TAKEN_AT_ONCE) return;
    say({ taken });
    taken = 0;
  }

  let over = false;
  return new Promise((resolve) => {
    function finish(outcome: Outcome): void {
      over = true;
      resolve(outcome);
    }
    const failed = (failure: Failure): void => finish({ kind: 'failed', failure, now: monotonic() });

    /** In its turn; not after the end. */
    function later(job: () => void): void {
      turns.push(() => {
        if (over) return;
        try {
          job();
        } catch (error) {
          // A listener's own fault ends its exchange, not the process.
          say('stop');
          failed(ownFailure(OWN.listener, error));
        }
      });
    }

    port.on('message', (told: Told) => {
      switch (told.kind) {
        case 'sent':
          return later(() => listener.sent(told.now));
        case 'head':
          return later(() => listener.head(told.head));
        case 'data':
          for (const stretch of told.stretches) later(() => take(stretch));
          return;
        case 'reading':
          return later(() => listener.reading?.(told.how, told.now));
        case 'over':
          return later(() => finish(told.outcome));
        default:
          return told satisfies never;
      }
    });
    // A thread that dies closes its ports. Why it died is told a little later, and nothing else keeps the process up so long.
    port.once('close', () => {
      if (over) return;
      thread.worker.ref();
      void thread.ended.then((failure) => later(() => failed(failure)));
    });
  });
}
