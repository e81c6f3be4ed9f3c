import { type MessagePort, parentPort } from 'node:worker_threads';

import { exchange, type ExchangeOptions, type Head, type Outcome } from './exchange.ts';
import { Reads, type Stretch } from './reads.ts';

/** What main asks for: `ExchangeOptions` as far as they can cross. SECURITY: the key is in it, and goes by memory alone. */
export interface Order extends Omit<ExchangeOptions, 'url' | 'proxy' | 'signal'> {
  url: string;
  proxy: string | null;
  /** Where this exchange is told of, and main's words to it come. */
  port: MessagePort;
}

export type Told =
  | { kind: 'sent'; now: number }
  | { kind: 'head'; head: Head }
  | { kind: 'data'; stretches: Stretch[] }
  | { kind: 'reading'; how: 'paused' | 'resumed'; now: number }
  | { kind: 'over'; outcome: Outcome };

/** How many bytes main has taken since it last said so, or that it wants no more. */
export type Word = { taken: number } | 'stop';

/**
 * The thread of `streaming-client.ts`: opens the sockets, stamps their reads and hands on what came. It does nothing else,
 * so that neither work nor the collection of garbage makes a stamp late.
 */
function main(): void {
  const orders = parentPort;
  if (orders === null) throw new Error('thread.ts runs in a worker; use streamingClient()');
  orders.on('message', (order: Order) => void run(order));
}

async function run({ port, url, proxy, ...rest }: Order): Promise<void> {
  const tell = (told: Told, handed: ArrayBuffer[] = []): void => port.postMessage(told, handed);
  const stop = new AbortController();
  const reads = new Reads((stretches) =>
    tell(
      { kind: 'data', stretches },
      stretches.map(({ bytes }) => bytes.buffer),
    ),
  );
  port.on('message', (word: Word) => {
    if (word === 'stop') stop.abort();
    else reads.taken(word.taken);
  });
  const outcome = await exchange(
    { ...rest, url: new URL(url), proxy: proxy === null ? null : new URL(proxy), signal: stop.signal },
    {
      started: (flow) => reads.start(flow),
      reading(how, now) {
        reads.flush();
        tell({ kind: 'reading', how, now });
      },
      sent: (now) => tell({ kind: 'sent', now }),
      head: (head) => tell({ kind: 'head', head }),
      data: (bytes, stamp) => reads.push(bytes, stamp),
    },
  );
  reads.flush();
  tell({ kind: 'over', outcome });
  port.close();
}

main();
