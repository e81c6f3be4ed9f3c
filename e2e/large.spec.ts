import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

const FULL = process.env['LANDFALL_FULL'] !== undefined;
const OPS = FULL ? 1_000_000 : 60_000;
const CYCLES = 100;

/** A hundred operations a millisecond after the first two: an item each, which names its place. */
function lines(ops: number): string {
  const all = [
    '{"$":"patchcap","v":1,"t0":"unknown"}',
    '{"op":"add","path":"","value":{"items":[]},"t":0,"c":1}',
  ];
  for (let i = 0; i < ops - 1; i++) {
    all.push(
      `{"op":"add","path":"/items/-","value":"place ${i}","t":${(i + 1) / 100},"c":${1 + Math.floor(i / 50)}}`,
    );
  }
  return `${all.join('\n')}\n{"$":"end","t":${ops / 100},"reason":"eof","ops":${ops}}\n`;
}

async function open({ page }: LandfallWindow, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('ControlOrMeta+o');
  await (await chooser).setFiles(path);
}

test('should open, scrub and search a run of very many operations', async ({ landfall, dataFolder }) => {
  test.slow(FULL);
  const { page, tree, playhead, verdict } = landfall;
  const path = join(dataFolder, 'many.patchcap.ndjson');
  writeFileSync(path, lines(OPS));
  await open(landfall, path);
  await expect(landfall.landed('items')).toBeVisible();
  await expect(verdict).toContainText(`${OPS.toLocaleString('en')} ops`, { timeout: 60_000 });
  // All of it came, in its order.
  await expect(landfall.landed('items')).toHaveAccessibleName(
    new RegExp(`^items ${(OPS - 1).toLocaleString('en')} items `),
  );

  // The document is that of the moment, wherever the playhead is put.
  const box = await playhead.boundingBox();
  if (box === null) throw new Error('the playhead is not on screen');
  for (const share of [0.25, 0.5, 0.9]) {
    await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
    await expect(playhead).toHaveAttribute('aria-valuenow', /[^0]/);
    const t = Number(
      (await page.getByText(/^op [\d,]+\//).textContent())?.replaceAll(',', '').match(/\d+/)?.[0],
    );
    expect(Math.abs(t - OPS * share)).toBeLessThan(OPS * 0.02);
    await expect(landfall.landed('items')).toHaveAccessibleName(
      new RegExp(`^items ${(t - 1).toLocaleString('en')} items `),
    );
  }
  await expect(tree).toBeVisible();

  // One frame of all of them.
  await landfall.tab('Wire').click();
  const wire = page.getByRole('tabpanel', { name: 'Wire' });
  await wire.getByRole('textbox', { name: 'Filter by text' }).fill(`place ${OPS - 7}"`);
  await expect(wire.locator('output')).toHaveText(`1 frame of ${OPS.toLocaleString('en')}`, {
    timeout: 30_000,
  });
  await wire.getByRole('treeitem').first().click();
  await expect(page.getByRole('region', { name: 'Selected operation' })).toContainText(`place ${OPS - 7}`);
});

test('should stop reading where a person cancels, and keep what has come', async ({
  landfall,
  dataFolder,
}) => {
  const { page, verdict } = landfall;
  const path = join(dataFolder, 'many.patchcap.ndjson');
  writeFileSync(path, lines(FULL ? OPS : 200_000));
  await open(landfall, path);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(verdict).toContainText(/^not read to its end · [\d,]+ ops$/);
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden();
});

test('should give back the memory of each run that it leaves', async ({ landfall, dataFolder }) => {
  test.skip(!FULL, 'a hundred runs of 100,000 operations: npm run test:full');
  test.setTimeout(900_000);
  const { page, verdict } = landfall;
  const many = join(dataFolder, 'many.patchcap.ndjson');
  const few = join(dataFolder, 'few.patchcap.ndjson');
  writeFileSync(many, lines(100_000));
  writeFileSync(few, lines(10));
  const cycle = async (): Promise<void> => {
    await open(landfall, many);
    await expect(verdict).toContainText('100,000 ops', { timeout: 60_000 });
    await open(landfall, few);
    await expect(verdict).toContainText(/ 10 ops/);
  };
  for (let i = 0; i < CYCLES / 5; i++) await cycle();
  const before = await heapOf(page);
  for (let i = CYCLES / 5; i < CYCLES; i++) await cycle();
  const grown = (await heapOf(page)) - before;
  test.info().annotations.push({ type: 'heap', description: `${before} bytes, then ${grown} more` });
  // A run of 100,000 operations holds some 17 MB, text included: a hundredth of one a cycle would be seen.
  expect(grown).toBeLessThan(8_000_000);
});

/** Bytes of the page's heap after a full collection. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
