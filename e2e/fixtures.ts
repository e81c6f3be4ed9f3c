import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, expect, test as base, type Page } from '@playwright/test';
import { LandfallWindow } from './window.ts';

export interface Options {
  /** Which shell the specs drive: the browser shell in Chromium, or real Electron. */
  shell: 'browser' | 'desktop';
}

interface Fixtures {
  /** A fresh data folder for each test, removed after it. */
  dataFolder: string;
  /** Starts the product; a second call in one test is a restart on the same data folder. */
  start: (options?: StartOptions) => Promise<LandfallWindow>;
  /** The window as a person sees it on a first start. */
  landfall: LandfallWindow;
}

interface StartOptions {
  files?: string[];
  env?: Record<string, string>;
  colorScheme?: 'dark' | 'light';
}

const ROOT = join(import.meta.dirname, '..');

export const test = base.extend<Fixtures & Options>({
  shell: ['browser', { option: true }],

  dataFolder: async ({ shell }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), `landfall-e2e-${shell}-`));
    await provide(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  start: async ({ shell, dataFolder, browser }, provide) => {
    const closers: (() => Promise<void>)[] = [];
    await provide(async ({ files = [], env = {}, colorScheme = 'dark' } = {}) => {
      for (const close of closers.splice(0)) await close();
      const environment = { ...cleanEnvironment(), LANDFALL_DATA: dataFolder, ...env };
      if (shell === 'desktop') {
        const app = await _electron.launch({ args: [ROOT, ...files], env: environment, colorScheme });
        closers.push(() => app.close());
        return opened(await app.firstWindow());
      }
      const { url, stop } = await serve(files, environment);
      const context = await browser.newContext({ colorScheme, acceptDownloads: true });
      const page = await context.newPage();
      closers.push(async () => {
        await context.close();
        await stop();
      });
      await page.goto(url);
      return opened(page);
    });
    for (const close of closers) await close();
  },

  landfall: async ({ start }, provide) => {
    await provide(await start());
  },
});

export { expect };

async function opened(page: Page): Promise<LandfallWindow> {
  const window = new LandfallWindow(page);
  await expect(window.runButton).toBeEnabled();
  return window;
}

/** Keys of the person at this desk must not decide what a test sees. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('DOTTXT_'));
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function serve(
  files: string[],
  env: Record<string, string>,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = spawn(process.execPath, [join(ROOT, 'out/main/web.js'), '--no-open', ...files], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
    if (url !== undefined) return { url, stop: () => stopServer(server) };
  }
  throw new Error(`the browser shell ended with ${server.exitCode} before it told its address`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}
