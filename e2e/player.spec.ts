import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

const KEY = '<img src=x onerror=window.harmed=1>';
const VALUE = '</script></template></title><script>window.harmed=2</script><!--';
const LABEL = '</title><svg onload=window.harmed=3>';

const HOSTILE = [
  JSON.stringify({
    $: 'patchcap',
    v: 1,
    t0: 'request-sent',
    label: LABEL,
    draft: { title: LABEL, input: VALUE },
  }),
  '{"op":"add","path":"","value":{},"t":200,"c":1}',
  JSON.stringify({ op: 'add', path: `/${KEY}`, value: VALUE, t: 249, c: 2 }),
  '{"op":"add","path":"/score","value":1.0,"t":300,"c":3}',
  JSON.stringify({ $: 'bad', t: 310, c: 4, raw: `${VALUE}&lt;`, why: 'not JSON' }),
  '{"$":"end","t":1320,"reason":"eof"}',
].join('\n');

async function exported(landfall: LandfallWindow, item: string): Promise<{ name: string; path: string }> {
  await landfall.page.getByRole('button', { name: /^Export/ }).click();
  const download = landfall.page.waitForEvent('download');
  await landfall.page.getByRole('menuitem', { name: item, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** Opens the exported page from disk in a browser without a network, and gathers whatever it complains about. */
async function play(
  landfall: LandfallWindow,
  folder: string,
  html: string,
): Promise<{ page: Page; said: string[] }> {
  const file = join(folder, 'player.html');
  writeFileSync(file, html);
  const context = await landfall.page.context().browser()?.newContext({ offline: true, colorScheme: 'dark' });
  if (context === undefined) throw new Error('no browser');
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) said.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, said };
}

test('should play from disk, offline, and keep everything in the data text', async ({
  landfall,
  dataFolder,
}) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  expect(html.length - HOSTILE.length).toBeLessThan(400_000);
  const { page, said } = await play(landfall, dataFolder, html);
  const tree = page.getByRole('tree', { name: 'Document' });
  await expect(tree).toContainText(KEY);
  await expect(tree).toContainText(VALUE);
  await expect(page).toHaveTitle(LABEL);
  await expect(page.getByRole('heading', { name: LABEL })).toBeVisible();
  await page.getByRole('button', { name: 'Fields' }).click();
  await expect(page.getByRole('table', { name: 'Fields' })).toContainText(KEY);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('svg').getByText(KEY.slice(0, 20))).toBeVisible();
  expect(await page.locator('img, svg svg, script:not(body > script)').count()).toBe(0);
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(said).toEqual([]);
  await page.context().close();
});

test('should play, step and scrub by keys, and have nothing for axe to find', async ({
  landfall,
  dataFolder,
}) => {
  // Axe takes some seconds for each theme.
  test.setTimeout(90_000);
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const tree = page.getByRole('tree', { name: 'Document' });
  const slider = page.getByRole('slider', { name: 'Playhead' });
  await page.keyboard.press('Home');
  await expect(tree.getByRole('treeitem')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '249.0 ms');
  await expect(tree.getByRole('treeitem').last()).toHaveAccessibleName(/249\.0 ms$/);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('10');
  await expect(page.getByRole('status', { name: 'Times' })).toHaveText('measured · replayed at 10×');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', '1,320.0 ms');
  await expect(tree).toContainText('1.0');
  expect(await painted(page)).toBeGreaterThan(500);
  for (const theme of ['dark', 'light']) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    );
    await page.getByRole('button', { name: 'Switch between dark and light' }).click();
  }
  await page.context().close();
});

test('should open again in Landfall as the run that it was', async ({ landfall }) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const { name, path } = await exported(landfall, 'Standalone player (HTML)');
  expect(name).toMatch(/\.html$/);
  await landfall.drop(
    'other.ndjson',
    '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/other","value":1}\n',
  );
  await expect(landfall.tree).toContainText('other');
  await landfall.drop(name, readFileSync(path, 'utf8'));
  await expect(landfall.tree).toContainText(KEY);
  await expect(landfall.landed('score')).toHaveAttribute('aria-label', /1\.0 300\.0 ms$/);
});

test('should leave no value in a player without values', async ({ landfall, dataFolder }) => {
  await landfall.drop('hostile.ndjson', HOSTILE.replaceAll(VALUE.slice(0, 9), 'top secret'));
  await expect(landfall.tree).toContainText('top secret');
  const html = readFileSync(
    (await exported(landfall, 'Standalone player without values (HTML)')).path,
    'utf8',
  );
  expect(html).not.toContain('top secret');
  const { page, said } = await play(landfall, dataFolder, html);
  await expect(page.getByRole('tree', { name: 'Document' }).getByRole('treeitem')).toHaveCount(3);
  await expect(page.getByRole('tree', { name: 'Document' })).toContainText('249.0');
  expect(said).toEqual([]);
  await page.context().close();
});

/** How many pixels of the timeline are drawn on. */
function painted(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = [...document.querySelectorAll('canvas')].at(-1);
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) count += 1;
    return count;
  });
}
