import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { cleanEnvironment, ROOT, serve } from '../e2e/serve.ts';
import { LandfallWindow } from '../e2e/window.ts';
import { findChromium } from '../e2e/find-chromium.ts';

/**
 * `npm run shots`: the pictures of README and the guides, made from the built app itself so that they are never stale.
 * Each is taken in a fresh data folder, on the Simulator, so that nothing of this desk is in it.
 */
interface Shot {
  file: string;
  colorScheme: 'dark' | 'light';
  /** Brings the window into the state of the picture. */
  arrange: (landfall: LandfallWindow) => Promise<void>;
}

const SHOTS: Shot[] = [
  {
    file: 'window.png',
    colorScheme: 'dark',
    async arrange(landfall) {
      await landfall.run();
      await landfall.ended();
    },
  },
  {
    file: 'mid-stream.png',
    colorScheme: 'light',
    async arrange(landfall) {
      await landfall.run();
      await landfall.landed('urgency').waitFor();
    },
  },
  {
    file: 'fields.png',
    colorScheme: 'dark',
    async arrange(landfall) {
      await landfall.run();
      await landfall.ended();
      await landfall.tab('Fields').click();
    },
  },
];

const FOLDER = join(ROOT, 'docs');
const VIEWPORT = { width: 1280, height: 800 };

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const shot of SHOTS) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'landfall-shots-'));
  const { url, stop } = await serve([], { ...cleanEnvironment(), LANDFALL_DATA: dataFolder });
  const context = await browser.newContext({
    viewport: VIEWPORT,
    colorScheme: shot.colorScheme,
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto(url);
  await ready(page);
  await shot.arrange(new LandfallWindow(page));
  await page.screenshot({ path: join(FOLDER, shot.file) });
  console.log(`docs/${shot.file}`);
  await context.close();
  await stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
await browser.close();

/** The editor comes after the first paint, and a picture without it would show a window that nobody sees for long. */
async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}
