import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../e2e/serve.ts';
import type { LandfallWindow } from '../e2e/window.ts';
import { withBrowser, withPage } from './browser.ts';
import { quantile } from './measure.ts';
import { pacedServer } from './paced-server.ts';
import type { Measure } from './report.ts';

interface Said {
  address?: string;
  errors?: number[];
}

/**
 * How far an operation's time is from the moment at which the server wrote it, with a window that shows it; and the
 * same for a bare socket, in turn. Server, socket and shell are processes of their own on one clock.
 */
export const arrival: Measure = {
  title: 'Error of an arrival time, 2,000 ops/s, a window attached',
  async rows({ smoke, runs }) {
    const server = await pacedServer({ perSecond: 2_000, ops: smoke ? 500 : 4_000, lines: 'stamps' });
    const app = fork(join(import.meta.dirname, 'arrival-app.ts'), {
      env: { ...cleanEnvironment(), DOTTXT_BASE_URL: server.baseUrl, DOTTXT_API_KEY: 'bench' },
      execArgv: [],
    });
    const bare: number[] = [];
    const ours: number[] = [];
    try {
      const { address = '' } = await said(app);
      await withBrowser((browser) =>
        withPage(browser, address, async (landfall) => {
          await landfall.choose(landfall.connection, /dottxt/);
          await landfall.choose(landfall.model, 'paced');
          for (let run = 0; run < runs; run++) {
            bare.push(...(await throughSocket(server.baseUrl)));
            ours.push(...(await throughWindow(app, landfall)));
          }
        }),
      );
    } finally {
      app.disconnect();
      server.stop();
    }
    const socket = { p50: quantile(bare, 0.5), p99: quantile(bare, 0.99) };
    return [
      { what: 'bare socket, median', value: socket.p50, unit: 'ms' },
      { what: 'bare socket, p99', value: socket.p99, unit: 'ms' },
      {
        what: 'Landfall, median',
        value: quantile(ours, 0.5),
        unit: 'ms',
        target: { most: socket.p50 + 0.1 },
      },
      { what: 'Landfall, p99', value: quantile(ours, 0.99), unit: 'ms', target: { most: socket.p99 * 2 } },
    ];
  },
};

async function throughSocket(baseUrl: string): Promise<number[]> {
  const client = fork(join(import.meta.dirname, 'socket-client.ts'), [baseUrl], { execArgv: [] });
  return (await said(client)).errors ?? [];
}

async function throughWindow(app: ChildProcess, landfall: LandfallWindow): Promise<number[]> {
  const answer = said(app);
  app.send('next');
  await landfall.run();
  const { errors = [] } = await answer;
  await landfall.runButton.waitFor();
  return errors;
}

function said(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Said));
    child.once('exit', (code) => reject(new Error(`bench: a process ended with ${code}`)));
  });
}
