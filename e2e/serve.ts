import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The root of the checkout. */
export const ROOT = join(import.meta.dirname, '..');

export interface Served {
  /** Its address, with the one-time token. */
  url: string;
  stop: () => Promise<void>;
  /** As a crash or a power cut ends it: nothing in it gets to finish anything. */
  kill: () => Promise<void>;
}

/** Starts the built browser shell in a process of its own, and waits for its address. */
export async function serve(files: string[], env: Record<string, string>): Promise<Served> {
  const server = spawn(process.execPath, [join(ROOT, 'out/main/web.js'), '--no-open', ...files], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
    if (url !== undefined)
      return { url, stop: () => end(server, 'SIGTERM'), kill: () => end(server, 'SIGKILL') };
  }
  throw new Error(`the browser shell ended with ${server.exitCode} before it told its address`);
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await ended;
}

/** This process's environment without the keys and endpoints of the person at this desk. */
export function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/_KEY$|_TOKEN$|^DOTTXT_/.test(name));
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
