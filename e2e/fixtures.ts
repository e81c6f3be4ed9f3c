import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type Page } from '@playwright/test';
import { cleanEnvironment, ROOT, serve } from './serve.ts';
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
  /** Ends what `start` started with no chance to finish anything. */
  kill: () => Promise<void>;
  /** The window as a person sees it on a first start. */
  landfall: LandfallWindow;
  /** The process on the data folder now. */
  running: { dataFolder: string; kill: () => Promise<void> };
}

interface StartOptions {
  files?: string[];
  env?: Record<string, string>;
  colorScheme?: 'dark' | 'light';
}

export const test = base.extend<Fixtures & Options>({
  shell: ['browser', { option: true }],

  dataFolder: async ({ shell }, provide) => {
    const folder = mkdtempSync(join(tmpdir(), `landfall-e2e-${shell}-`));
    await provide(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  running: async ({ dataFolder }, provide) => {
    await provide({ dataFolder, kill: async () => {} });
  },

  kill: async ({ running }, provide) => {
    await provide(() => running.kill());
  },

  start: async ({ shell, dataFolder, browser, running }, provide) => {
    const closers: (() => Promise<void>)[] = [];
    await provide(async ({ files = [], env = {}, colorScheme = 'dark' } = {}) => {
      for (const close of closers.splice(0)) await close();
      const environment = { ...cleanEnvironment(), LANDFALL_DATA: dataFolder, ...env };
      if (shell === 'desktop') {
        const app = await _electron.launch({ args: [ROOT, ...files], env: environment, colorScheme });
        closers.push(() => app.close());
        running.kill = async () => void app.process().kill('SIGKILL');
        return opened(await app.firstWindow());
      }
      const { url, stop, kill } = await serve(files, environment);
      running.kill = kill;
      const context = await browser.newContext({ colorScheme, acceptDownloads: true });
      const page = await context.newPage();
      closers.push(async () => {
        await context.close();
        await stop();
      });
      // Asked for only when a test waits for one, the hook may come after the key that opens it.
      page.on('filechooser', () => {});
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
