import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '../e2e/find-chromium.ts';
import { cleanEnvironment, serve } from '../e2e/serve.ts';
import { LandfallWindow } from '../e2e/window.ts';
import { installMeter } from './page-meter.ts';
import { tellBrowser } from './report.ts';
import { unwatch } from './unwatch.ts';

/** Milliseconds without a long task after which the window is at rest. */
const REST = 800;

/** Runs `work` with a real Chromium. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: (process.env['LANDFALL_CHROMIUM'] ??= findChromium()),
    args: [...root, '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  tellBrowser(browser.version());
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Opens the built window over a data folder of its own, and waits until its editor is ready and all is quiet. */
export async function withWindow<T>(
  browser: Browser,
  env: Record<string, string>,
  work: (landfall: LandfallWindow) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
  const served = await serve([], { ...cleanEnvironment(), LANDFALL_DATA: folder, ...env });
  try {
    return await withPage(browser, served.url, work);
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `withWindow`, for a window that is served already. */
export async function withPage<T>(
  browser: Browser,
  url: string,
  work: (landfall: LandfallWindow) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(installMeter);
  // Asked for only when a measure waits for one, the hook may come after the key that opens it.
  page.on('filechooser', () => {});
  await page.goto(url);
  const landfall = new LandfallWindow(page);
  await landfall.schema.locator('.monaco-editor .view-line').first().waitFor();
  await unwatch(page);
  await rest(page);
  try {
    return await work(landfall);
  } finally {
    await context.close();
  }
}

async function rest(page: Page): Promise<void> {
  await page.waitForFunction((quiet) => performance.now() - window.meter.lastTaskEnd() > quiet, REST);
}

/** Frames a second of a page with nothing on it: what this browser can reach on this machine now. */
export async function emptyFrameRate(browser: Browser, seconds: number): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(installMeter);
  await page.goto('data:text/html,<title>empty</title>');
  await page.waitForTimeout(500);
  const from = await page.evaluate(() => performance.now());
  await page.waitForTimeout(seconds * 1000);
  const rate = await page.evaluate((start) => window.meter.frameRate(start, performance.now()), from);
  await context.close();
  return rate;
}
