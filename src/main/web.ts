import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { home } from './home.ts';
import { type FirstAnswer, type FirstLock, takeLock } from './lock.ts';
import { memorySecrets } from './secrets/memory-secrets.ts';
import { createServices } from './services.ts';
import { dataFolder } from './settings/data-folder.ts';
import { openInBrowser } from './web/open-in-browser.ts';
import { serve } from './web/serve.ts';

const USAGE = `Usage: web.js [FILE…] [--port N] [--no-open]

Serves Landfall's window on 127.0.0.1 and opens it in the browser.

  --port N    the port; a free one otherwise
  --no-open   only print the address
`;

/** The browser shell. */
async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return;
  const folder = dataFolder();
  const lock = await takeLock(folder, { files: options.files });
  if (!lock.first) return second(lock.answer, options);
  await first(folder, lock, options);
}

/** Says where the first is. */
function second({ address }: FirstAnswer, options: Options): void {
  console.log(
    address === null
      ? 'Landfall is already open in its own window.'
      : `Landfall is already open at ${address}`,
  );
  if (address !== null && options.open) openInBrowser(address);
}

async function first(folder: string, lock: FirstLock, options: Options): Promise<void> {
  const services = createServices({
    kind: 'browser',
    dataFolder: folder,
    secretStore: memorySecrets(),
    env: process.env,
  });
  for (const file of options.files) await openFile(file);
  const served = await serve(services, join(home, 'out/renderer'), options.port);
  lock.onSecond(({ files }) => {
    for (const file of files) void openFile(file);
    return { address: served.invitation() };
  });
  const address = served.invitation();
  console.log(`Landfall is open at ${address}`);
  if (options.open) openInBrowser(address);

  async function openFile(file: string): Promise<void> {
    try {
      await services.openFile(file);
    } catch (error) {
      console.error(`landfall: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function end(): Promise<void> {
    lock.release();
    await served.close();
    await services.close();
    process.exit(0);
  }
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C does not wait for what the first one is finishing.
      if (ending) process.exit(130);
      ending = true;
      void end();
    });
  }
}

interface Options {
  files: string[];
  port: number;
  open: boolean;
}

/** Null where there is nothing to start; the exit code is set then. */
function readOptions(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      options: {
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      return null;
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`--port ${values.port} is no port`);
    return { files: positionals.map((file) => resolve(file)), port, open: !values['no-open'] };
  } catch (error) {
    console.error(`landfall: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exitCode = 2;
    return null;
  }
}

main().catch((error: unknown) => {
  console.error(`landfall: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
