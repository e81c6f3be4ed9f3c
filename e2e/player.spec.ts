import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { exported, play } from './player-page.ts';

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
  '{"op":"add","path":"/__proto__","value":{"harmed":4},"t":260,"c":3}',
  '{"op":"add","path":"/lines","value":"a\u2028b\\ud800c","t":270,"c":3}',
  '{"op":"add","path":"/score","value":1.0,"t":300,"c":3}',
  JSON.stringify({ $: 'bad', t: 310, c: 4, raw: `${VALUE}&lt;`, why: 'not JSON' }),
  '{"$":"end","t":1320,"reason":"eof"}',
].join('\n');

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
  expect(await page.evaluate(() => 'harmed' in window || 'harmed' in {})).toBe(false);
  expect(said).toEqual([]);
  await page.context().close();
});

test('should give the capture back to the byte', async ({ landfall, dataFolder }) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const capture = readFileSync((await exported(landfall, 'Capture (patchcap)')).path, 'utf8');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save capture' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(capture);
  await page.context().close();
});

const ODD_DRAFTS = [5, {}, [null], [{ role: 'user', content: 5 }]];

for (const odd of ODD_DRAFTS) {
  test(`should play a run whose draft says ${JSON.stringify(odd)}`, async ({ landfall, dataFolder }) => {
    const header = JSON.stringify({ $: 'patchcap', v: 1, label: 'odd', draft: { title: odd, input: odd } });
    await landfall.drop('odd.ndjson', [header, ...HOSTILE.split('\n').slice(1)].join('\n'));
    await expect(landfall.tree).toContainText('1.0');
    const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
    const { page, said } = await play(landfall, dataFolder, html);
    await expect(page.getByRole('heading', { name: 'odd' })).toBeVisible();
    await expect(page.getByRole('tree', { name: 'Document' })).toContainText('1.0');
    expect(said).toEqual([]);
    await page.context().close();
  });
}

test('should say so where its run was lost, and save the capture by the keys that save', async ({
  landfall,
  dataFolder,
}) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const download = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+s');
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('"$":"end"');
  // As a browser saves it: what it shows, the blocks gone.
  await page.context().close();
  const lost = html.replace(/<script type="application\/x-ndjson">[^<]*<\/script>/g, '<main>shown</main>');
  const { page: saved } = await play(landfall, dataFolder, lost);
  await expect(saved.getByRole('alert')).toContainText('This page carries no run');
  await expect(saved.getByText('shown', { exact: true })).toHaveCount(0);
  await saved.context().close();
});

test('should leave the keys that scroll to what scrolls', async ({ landfall, dataFolder }) => {
  const long = JSON.stringify({ op: 'add', path: '/long', value: 'word '.repeat(300), t: 20, c: 2 });
  await landfall.drop(
    'long.ndjson',
    [
      '{"$":"patchcap","v":1,"t0":"request-sent"}',
      '{"op":"add","path":"","value":{"part":{"inner":1}},"t":10,"c":1}',
      long,
      '{"$":"end","t":30,"reason":"eof"}',
    ].join('\n'),
  );
  await expect(landfall.tree).toContainText('inner');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const slider = page.getByRole('slider', { name: 'Playhead' });
  await page.getByRole('treeitem', { name: /^long / }).click();
  const value = page.getByRole('group', { name: 'Value in full' });
  await value.focus();
  await page.keyboard.press('End');
  await expect.poll(() => value.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await page.keyboard.press('PageUp');
  await expect(slider).toHaveAttribute('aria-valuetext', '30.0 ms');
  // A short one has nothing to scroll, so the keys are the playhead's.
  await page.getByRole('treeitem', { name: /^inner / }).click();
  await value.focus();
  await page.keyboard.press('PageUp');
  await expect(slider).not.toHaveAttribute('aria-valuetext', '30.0 ms');
  await page.context().close();
});

test('should light what a chosen field is in, once that has closed', async ({ landfall, dataFolder }) => {
  const items = Array.from(
    { length: 210 },
    (_, i) => `{"op":"add","path":"/${i}","value":{"id":${i}},"t":${i + 2},"c":${i + 2}}`,
  );
  await landfall.drop(
    'items.ndjson',
    [
      '{"$":"patchcap","v":1,"t0":"request-sent"}',
      '{"op":"add","path":"","value":[],"t":1,"c":1}',
      ...items,
      '{"$":"end","t":300,"reason":"eof"}',
    ].join('\n'),
  );
  await expect(landfall.verdict).toContainText('211 ops');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const lit = page.getByRole('treeitem', { selected: true });
  await page.keyboard.press('ArrowLeft');
  // Of so many items the last alone is open.
  await page.getByRole('treeitem', { name: /^208 1 field/ }).hover();
  await page.mouse.wheel(0, 100);
  await page.getByRole('treeitem', { name: /^id 208 / }).click();
  await expect(lit).toHaveAccessibleName(/^id 208 /);
  await page.getByRole('button', { name: 'Next operation' }).click();
  await expect(page.getByRole('treeitem', { name: /^209 1 field/ })).toBeVisible();
  await expect(lit).toHaveAccessibleName(/^208 1 field/);
  await page.context().close();
});

const SCHEMA = JSON.stringify({
  type: 'object',
  properties: { sum: { type: 'number' }, more: { type: 'string' } },
  required: ['sum'],
});

for (const { found, value, headline, reason } of [
  { found: 'valid', value: { sum: 4021 }, headline: 'complete · valid at export', reason: null },
  {
    found: 'violates the schema',
    value: { sum: 'four thousand' },
    headline: 'incomplete · violates the schema at export',
    reason: 'When this page was exported, Landfall found that the document violates its schema.',
  },
  {
    found: 'missing required fields',
    value: { more: 'four thousand' },
    headline: 'incomplete · missing required fields at export',
    reason:
      'When this page was exported, Landfall found that the document lacks fields that its schema requires.',
  },
]) {
  test(`should say that its document was ${found} at export, with values and without`, async ({
    landfall,
    dataFolder,
  }) => {
    const capture = [
      JSON.stringify({ $: 'patchcap', v: 1, t0: 'request-sent', schema: SCHEMA }),
      JSON.stringify({ op: 'add', path: '', value, t: 10, c: 1 }),
      '{"$":"end","t":30,"reason":"eof"}',
    ].join('\n');
    await landfall.drop('checked.ndjson', capture);
    await expect(landfall.verdict).toContainText(found);
    for (const item of ['Standalone player (HTML)', 'Standalone player without values (HTML)']) {
      const html = readFileSync((await exported(landfall, item)).path, 'utf8');
      expect(html).toContain(` data-document="${found}">`);
      const { page, said } = await play(landfall, dataFolder, html);
      await expect(page.getByRole('banner')).toContainText(headline);
      const why = page.getByRole('region', { name: 'Verdict' });
      if (reason === null) await expect(why).toHaveCount(0);
      else await expect(why).toHaveText(reason);
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByText(headline).filter({ visible: true })).toBeVisible();
      expect(said).toEqual([]);
      await page.context().close();
    }
    // A page of before, and one of a later Landfall.
    const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
    for (const attribute of ['', ' data-document="blessed"']) {
      const other = html.replace(` data-document="${found}"`, attribute);
      const { page } = await play(landfall, dataFolder, other);
      await expect(page.getByRole('banner')).toContainText('ended · schema not checked');
      await page.context().close();
    }
  });
}

test('should follow the system’s theme until a person wants the other', async ({ landfall, dataFolder }) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('t');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.context().close();
});

test('should show a chosen field in full, and list its keys', async ({ landfall, dataFolder }) => {
  await landfall.drop('hostile.ndjson', HOSTILE);
  await expect(landfall.tree).toContainText('1.0');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  const chosen = page.getByRole('region', { name: 'Chosen field' });
  // What landed last, until a person chooses.
  await expect(chosen).toContainText('/score');
  await page.getByRole('treeitem', { name: /^lines / }).click();
  await expect(chosen).toContainText('/lines');
  // What cannot be seen is shown as its escape.
  await expect(chosen).toContainText(String.raw`"a\u2028b\ud800c"`);
  await page.keyboard.press('Home');
  await expect(chosen).toContainText('Nothing has landed yet.');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await page.keyboard.press('?');
  await expect(keys).toContainText('Next operation');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('v');
  await expect(page.getByRole('table', { name: 'Fields' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.context().close();
});

test('should say how a run ended that brought nothing', async ({ landfall, dataFolder }) => {
  await landfall.drop(
    'refused.patchcap.ndjson',
    [
      '{"$":"patchcap","v":1,"t0":"request-sent","draft":{"title":"Too many","input":"again"}}',
      '{"$":"end","t":95,"reason":"refused","refusal":{"status":429,"body":"{\\"error\\":\\"slow down\\"}"}}',
    ].join('\n'),
  );
  await expect(landfall.verdict).toContainText('refused');
  const html = readFileSync((await exported(landfall, 'Standalone player (HTML)')).path, 'utf8');
  const { page } = await play(landfall, dataFolder, html);
  await expect(page.getByRole('banner')).toContainText('refused · HTTP 429');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('429');
  await expect(page.getByText('"slow down"')).toBeVisible();
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
  await expect(page.getByRole('tree', { name: 'Document' }).getByRole('treeitem')).toHaveCount(6);
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
