import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../e2e/serve.ts';
import type { LandfallWindow } from '../e2e/window.ts';
import { withBrowser, withPage } from './browser.ts';
import { quantile } from './measure.ts';
import { pacedServer } from './paced-server.ts';
import type { Measure, Row } from './report.ts';

/** One operation: when the server wrote it, and how much later it was stamped, in milliseconds. */
export interface Timed {
  sent: number;
  error: number;
}

interface Said {
  address?: string;
  timed?: Timed[];
}

/**
 * How far an operation's time is from the moment at which the server wrote it, with a window that shows it; and the
 * same for a bare socket. Server, socket and shell are processes of their own on one clock. In turn:
 *
 *     socket alone    ▇▇▇▇▇▇▇▇                      the window rests
 *     Landfall alone            ▇▇▇▇▇▇▇▇            the window paints
 *     both at once                        ▇▇▇▇▇▇▇▇  a stream each; of both counts what fell into the other's
 *
 * On few cores a painting window makes anybody late, so that only *both at once* compares like with like; *alone* asks
 * more. Each has the target.
 */
export const arrival: Measure = {
  title: 'Error of an arrival time, 2,000 ops/s, a window attached',
  async rows({ smoke, runs }) {
    const server = await pacedServer({ perSecond: 2_000, ops: smoke ? 500 : 4_000, lines: 'stamps' });
    const app = fork(join(import.meta.dirname, 'arrival-app.ts'), {
      env: { ...cleanEnvironment(), DOTTXT_BASE_URL: server.baseUrl, DOTTXT_API_KEY: 'bench' },
      execArgv: [],
    });
    const alone = { socket: new Errors(), landfall: new Errors() };
    const atOnce = { socket: new Errors(), landfall: new Errors() };
    try {
      const { address = '' } = await said(app);
      await withBrowser((browser) =>
        withPage(browser, address, async (landfall) => {
          await landfall.choose(landfall.connection, /dottxt/);
          await landfall.choose(landfall.model, 'paced');
          for (let run = 0; run < runs; run++) {
            const socket = await throughSocket(server.baseUrl);
            alone.socket.add(await socket());
            alone.landfall.add(await throughWindow(app, landfall));

            const beside = await throughSocket(server.baseUrl);
            // Neither is always the first at the server.
            const both =
              run % 2 === 0
                ? [beside(), throughWindow(app, landfall)]
                : [throughWindow(app, landfall), beside()].toReversed();
            const [ofSocket = [], ofLandfall = []] = await Promise.all(both);
            atOnce.socket.add(within(ofSocket, ofLandfall));
            atOnce.landfall.add(within(ofLandfall, ofSocket));
          }
        }),
      );
    } finally {
      app.disconnect();
      server.stop();
    }
    return [...rows('alone', alone), ...rows('both at once', atOnce)];
  },
};

class Errors {
  readonly #all: number[] = [];

  add(timed: readonly Timed[]): void {
    for (const { error } of timed) this.#all.push(error);
  }

  quantile(q: number): number {
    return quantile(this.#all, q);
  }
}

function rows(how: string, { socket, landfall }: { socket: Errors; landfall: Errors }): Row[] {
  const median = socket.quantile(0.5);
  const p99 = socket.quantile(0.99);
  return [
    { what: `${how}: bare socket, median`, value: median, unit: 'ms' },
    { what: `${how}: bare socket, p99`, value: p99, unit: 'ms' },
    {
      what: `${how}: Landfall, median`,
      value: landfall.quantile(0.5),
      unit: 'ms',
      target: { most: median + 0.1 },
    },
    { what: `${how}: Landfall, p99`, value: landfall.quantile(0.99), unit: 'ms', target: { most: p99 * 2 } },
  ];
}

/** Those that were sent while the other stream was under way as well. */
function within(timed: readonly Timed[], other: readonly Timed[]): Timed[] {
  const from = other[0]?.sent ?? Infinity;
  const to = other.at(-1)?.sent ?? -Infinity;
  return timed.filter(({ sent }) => sent >= from && sent <= to);
}

/** Starts a client; what it gives sends the request. Its start is over by then, and in nobody's way. */
async function throughSocket(baseUrl: string): Promise<() => Promise<Timed[]>> {
  const client = fork(join(import.meta.dirname, 'socket-client.ts'), [baseUrl], { execArgv: [] });
  await said(client);
  return async () => {
    client.send('go');
    return (await said(client)).timed ?? [];
  };
}

async function throughWindow(app: ChildProcess, landfall: LandfallWindow): Promise<Timed[]> {
  const answer = said(app);
  app.send('next');
  await landfall.run();
  const { timed = [] } = await answer;
  await landfall.runButton.waitFor();
  return timed;
}

function said(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`bench: a process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Said);
    });
  });
}
