import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { cleanEnvironment, ROOT, serve } from '../e2e/serve.ts';
import { LandfallWindow } from '../e2e/window.ts';
import { findChromium } from '../e2e/find-chromium.ts';
import { Film } from './film.ts';

/**
 * `npm run shots`: the pictures of README and the guides, made from the built app itself so that they are never stale.
 * Each is taken in a fresh data folder, on the Simulator, so that nothing of this desk is in it. The moving one is
 * filmed from the stage, and made a GIF by the app's own encoder.
 *
 * `npm run shots -- --review` takes the still ones at every size and in both themes into `out/review`, to be looked at.
 */
interface Shot {
  file: string;
  colorScheme: 'dark' | 'light';
  /** Brings the window into the state of the picture, or films it. */
  arrange: (landfall: LandfallWindow) => Promise<Film | void>;
  /** Motion is held back for a still picture. */
  moves?: true;
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
      // The order that the guides warn of, so that another one has something to gain.
      await landfall.moveProperty('reply', 'up', 2);
      await finished(landfall);
      await command(landfall.page, 'What if');
      await landfall.page.getByRole('button', { name: 'Suggest order' }).click();
      await landfall.page.getByText('prediction, not measurement').waitFor();
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
      const library = await landfall.library();
      await library.rows.first().waitFor();
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
    file: 'run.gif',
    colorScheme: 'dark',
    moves: true,
    arrange: story,
  },
];

/** What the example takes on the Simulator, and a little more. */
const RUN_MS = 2200;
const VIEWPORT = { width: 1280, height: 800 };
const REVIEWED = [
  VIEWPORT,
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
];

interface Take {
  shot: Shot;
  path: string;
  colorScheme: 'dark' | 'light';
  viewport: { width: number; height: number };
  density: number;
}

function takes(review: boolean): Take[] {
  if (!review) {
    return SHOTS.map((shot) => ({
      shot,
      path: `docs/${shot.file}`,
      colorScheme: shot.colorScheme,
      viewport: VIEWPORT,
      // Sharp in a guide, and under 300 kB; a film is shown smaller than it is.
      density: shot.moves === true ? 1 : 1.5,
    }));
  }
  return SHOTS.filter(({ moves }) => moves !== true).flatMap((shot) =>
    (['dark', 'light'] as const).flatMap((colorScheme) =>
      REVIEWED.map((viewport) => ({
        shot,
        path: `out/review/${shot.file.replace('.png', '')}-${colorScheme}-${viewport.width}x${viewport.height}.png`,
        colorScheme,
        viewport,
        density: 1,
      })),
    ),
  );
}

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const { shot, path, colorScheme, viewport, density } of takes(process.argv.includes('--review'))) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'landfall-shots-'));
  const { url, stop } = await serve([], { ...cleanEnvironment(), LANDFALL_DATA: dataFolder });
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion: shot.moves === true ? 'no-preference' : 'reduce',
    deviceScaleFactor: density,
  });
  const page = await context.newPage();
  await page.goto(url);
  await ready(page);
  const film = await shot.arrange(new LandfallWindow(page));
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), film === undefined ? await page.screenshot() : await film.develop(browser));
  console.log(path);
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

/** The run on the stage, the number, and the race of two orders, at half the pace. */
async function story(landfall: LandfallWindow): Promise<Film> {
  const { page } = landfall;
  await finished(landfall);
  await page.clock.install();
  await page.getByRole('button', { name: 'Present' }).click();
  await page.getByRole('dialog', { name: 'Present' }).waitFor();
  await page.clock.pauseAt(Date.now() + 60_000);
  const film = new Film(page);
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  await press('-');
  await press('PageDown');
  await press('Space');
  await film.roll(2 * RUN_MS);
  await film.hold(1500);
  await press('PageDown');
  await film.hold(2500);
  await press('PageDown');
  await film.roll(2 * RUN_MS);
  await film.hold(3000);
  return film;
}

/** Does what the palette finds first. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill(words);
  await page.keyboard.press('Enter');
}
