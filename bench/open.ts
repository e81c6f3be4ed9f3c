import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LandfallWindow } from '../e2e/window.ts';
import { withBrowser, withWindow } from './browser.ts';
import { createLines } from './data-sets.ts';
import { parseLines } from './fold.ts';
import { medians, quantile } from './measure.ts';
import type { Measure } from './report.ts';

export const LARGE = 1_000_000;
export const SMALL = 20_000;

interface Opening {
  firstRows: number;
  whole: number;
  longestTask: number;
}

/** A capture of a million operations, chosen in the menu: until its first rows are there, and until all of it is. */
export const open: Measure = {
  title: 'Opening a capture in the window',
  async rows(options) {
    const ops = options.smoke ? SMALL : LARGE;
    const text = createLines('items', ops).join('\n');
    const [parse = 0] = medians([() => parseLines(text)], options);
    const openings: Opening[] = [];
    await withFile(text, (file) =>
      withBrowser(async (browser) => {
        for (let run = 0; run < options.runs; run++) {
          openings.push(await withWindow(browser, {}, (landfall) => openFile(landfall, file, ops)));
        }
      }),
    );
    const middle = (of: (opening: Opening) => number): number => quantile(openings.map(of), 0.5);
    const name = `${ops.toLocaleString('en')} ops`;
    return [
      {
        what: `${name}: first rows on screen`,
        value: middle((one) => one.firstRows),
        unit: 'ms',
        target: { most: 1_000 },
      },
      { what: `${name}: whole`, value: middle((one) => one.whole), unit: 'ms' },
      {
        what: `${name}: whole ÷ JSON.parse of its lines`,
        value: middle((one) => one.whole) / parse,
        unit: '×',
        target: { most: 5 },
      },
      {
        what: `${name}: longest task in the window`,
        value: middle((one) => one.longestTask),
        unit: 'ms',
        target: { most: 50 },
      },
    ];
  },
};

/** Opens a file of the *items* set as a person does, and waits until all of it is there. */
export async function openFile({ page }: LandfallWindow, file: string, ops: number): Promise<Opening> {
  const chosen = page.waitForEvent('filechooser');
  await page.keyboard.press('ControlOrMeta+o');
  const chooser = await chosen;
  const started = await page.evaluate(() => performance.now());
  const rows = page.evaluate(() => window.meter.seen('[role=treeitem]', 'title "Stock list"'));
  const end = page.evaluate(
    (count) => window.meter.seen('[aria-label=Verdict]', `${count} ops`),
    ops.toLocaleString('en'),
  );
  await chooser.setFiles(file);
  const firstRows = (await rows) - started;
  const whole = (await end) - started;
  const longestTask = await page.evaluate((since) => window.meter.longestTask(since), started);
  return { firstRows, whole, longestTask };
}

export async function withFile<T>(text: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-file-'));
  const file = join(folder, 'items.ndjson');
  writeFileSync(file, text);
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
