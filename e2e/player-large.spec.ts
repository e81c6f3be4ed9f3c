import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { exported, play, playerPage, servedInHalves } from './player-page.ts';

const OPS = 40_000;

/** An object a hundred operations a millisecond: some 3 MB, which a page carries in several blocks. */
function lines(): string {
  const all = ['{"$":"patchcap","v":1,"t0":"request-sent"}', '{"op":"add","path":"","value":{},"t":0,"c":1}'];
  for (let i = 1; i < OPS; i++)
    all.push(`{"op":"add","path":"/place ${i}","value":${i},"t":${i / 100},"c":${i}}`);
  return `${all.join('\n')}\n{"$":"end","t":${OPS / 100},"reason":"eof"}\n`;
}

test('should say how far it is while its bytes come, and show what is read when asked', async ({
  landfall,
}) => {
  await landfall.drop('many.patchcap.ndjson', lines());
  await expect(landfall.verdict).toContainText('40,000 ops');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const capture = readFileSync((await exported(landfall, 'Capture (patchcap)')).path, 'utf8');
  const served = await servedInHalves(html);
  const { page, said } = await playerPage(landfall, false);
  const loaded = page.goto(served.url);
  await expect(page.getByText(/^Reading the run: [1-9][\d,]+ of 40,000 operations$/)).toBeVisible();
  // Printed meanwhile, it says how far it is.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^Reading the run: /)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Show what is read' }).click();
  await expect(page.getByRole('banner')).toContainText('not read to its end');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    /^Read as far as op [\d,]+ of 40,000\.$/,
  );
  await expect(page.getByRole('tree', { name: 'Document' })).toContainText('place 1');
  served.rest();
  await loaded;
  // The file is whole, whatever was read of it.
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save capture' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(capture);
  expect(said).toEqual([]);
  await page.context().close();
  await served.close();
});

test('should print what fits on some pages of a long run, and say what it leaves out', async ({
  landfall,
  dataFolder,
}) => {
  await landfall.drop('many.patchcap.ndjson', lines());
  await expect(landfall.verdict).toContainText('40,000 ops');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  await page.getByRole('button', { name: 'Fields' }).click();
  await expect(page.getByText('and 39,499 more fields')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'many' })).toBeVisible();
  const printed = (text: string | RegExp): Locator => page.getByText(text).filter({ visible: true });
  await expect(printed('complete · measured · 40,000 ops')).toBeVisible();
  await expect(printed(/^and [\d,]+ more rows$/)).toBeVisible();
  await expect(printed('and 39,499 more fields')).toBeVisible();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeLessThan(30);
  await page.context().close();
});
