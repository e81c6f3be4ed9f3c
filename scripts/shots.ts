import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Download, type Page } from '@playwright/test';
import { cleanEnvironment, ROOT, serve } from '../e2e/serve.ts';
import { LandfallWindow } from '../e2e/window.ts';
import { findChromium } from '../e2e/find-chromium.ts';

/**
 * `npm run shots`: the pictures of README and the guides, made from the built app itself so that they are never stale.
 * Each is taken in a fresh data folder, on the Simulator, so that nothing of this desk is in it. The moving one is the
 * app's own animation export.
 */
interface Shot {
  file: string;
  colorScheme: 'dark' | 'light';
  /** Brings the window into the state of the picture, and gives a file that it saved in place of one. */
  arrange: (landfall: LandfallWindow) => Promise<Download | void>;
}

const SHOTS: Shot[] = [
  {
    file: 'window.png',
    colorScheme: 'dark',
    arrange: finished,
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
      await finished(landfall);
      await landfall.tab('Fields').click();
    },
  },
  {
    file: 'what-if.png',
    colorScheme: 'dark',
    async arrange(landfall) {
      await finished(landfall);
      await command(landfall.page, 'What if');
    },
  },
  {
    file: 'library.png',
    colorScheme: 'light',
    async arrange(landfall) {
      await finished(landfall);
      await landfall.run();
      await landfall.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
      await landfall.runButton.waitFor();
      await landfall.library();
    },
  },
  {
    file: 'present.png',
    colorScheme: 'dark',
    async arrange(landfall) {
      await finished(landfall);
      await landfall.page.getByRole('button', { name: 'Present' }).click();
      await landfall.page.getByRole('dialog', { name: 'Present' }).waitFor();
      // On from the prompt to the fields, and past the first landings.
      for (let n = 0; n < 3; n++) await landfall.page.keyboard.press('PageDown');
    },
  },
  {
    file: 'run.webm',
    colorScheme: 'dark',
    async arrange(landfall) {
      await finished(landfall);
      await landfall.page.getByRole('button', { name: /^Export/ }).click();
      const download = landfall.page.waitForEvent('download');
      await landfall.page.getByRole('menuitem', { name: 'Animation (WebM)', exact: true }).click();
      return download;
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
    reducedMotion: 'reduce',
    // Sharp in a guide, and under 300 kB.
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  await page.goto(url);
  await ready(page);
  const saved = await shot.arrange(new LandfallWindow(page));
  const path = join(FOLDER, shot.file);
  if (saved === undefined) await page.screenshot({ path });
  else await saved.saveAs(path);
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
  await page.getByRole('button', { name: 'Leave the tour' }).click();
}

async function finished(landfall: LandfallWindow): Promise<void> {
  await landfall.run();
  await landfall.ended();
}

/** Does what the palette finds first. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(words);
  await page.keyboard.press('Enter');
}
