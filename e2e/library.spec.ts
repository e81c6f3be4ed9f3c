import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Endpoint } from './endpoint.ts';
import { expect, test as base } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

interface Kept {
  /** The window on a data folder that has three captures in it. */
  kept: LandfallWindow;
}

const test = base.extend<Kept>({
  kept: async ({ start, dataFolder }, provide) => {
    ['alpha', 'beta', 'gamma'].forEach((label, i) =>
      put(dataFolder, `${label}.patchcap.ndjson`, capture(label, i)),
    );
    await provide(await start());
  },
});

test('should rename, tag and annotate a run, and still know it after a restart', async ({ kept, start }) => {
  const library = await kept.library();
  await expect(library.rows).toHaveText([/gamma/, /beta/, /alpha/]);
  await kept.page.keyboard.press('ArrowDown');
  await kept.page.keyboard.press('F2');
  await kept.page.keyboard.type('reply last');
  await kept.page.keyboard.press('Enter');
  await expect(library.row('reply last')).toHaveAttribute('aria-selected', 'true');
  await library.dialog.getByLabel('Tags', { exact: true }).fill('demo');
  await kept.page.keyboard.press('Enter');
  await expect(library.row('reply last')).toContainText('demo');
  await library.dialog.getByLabel('Notes').fill('waits for its reasoning');
  // Another run is selected before the field was left: the note is kept all the same.
  await library.row('alpha').click();
  await library.search.fill('reasoning');
  await expect(library.rows).toHaveText([/reply last/]);

  const again = await (await start()).library();
  await again.row('reply last').click();
  await expect(again.dialog.getByLabel('Notes')).toHaveValue('waits for its reasoning');
});

test('should search, sort and open by keyboard', async ({ kept }) => {
  const library = await kept.library();
  await library.dialog.getByRole('button', { name: 'Sort by label' }).click();
  await expect(library.rows).toHaveText([/alpha/, /beta/, /gamma/]);
  await library.list.focus();
  // Typing in the list is searching.
  await kept.page.keyboard.type('ma');
  await expect(library.search).toHaveValue('ma');
  await expect(library.rows).toHaveText([/gamma/]);
  await kept.page.keyboard.press('Escape');
  await expect(library.rows).toHaveCount(3);
  await library.search.fill('beta');
  await kept.page.keyboard.press('Enter');
  await expect(library.dialog).toBeHidden();
  await expect(kept.landed('beta')).toBeVisible();
});

test('should delete several at once and bring them back', async ({ kept, shell }) => {
  test.skip(shell === 'desktop', 'there they go to the bin of the system');
  const library = await kept.library();
  await library.row('gamma').click();
  await kept.page.keyboard.press('Shift+ArrowDown');
  await kept.page.keyboard.press('Delete');
  await expect(library.rows).toHaveText([/alpha/]);
  await expect(library.dialog.getByRole('status')).toHaveText(/2 runs deleted/);
  await library.act('Undo');
  await expect(library.rows).toHaveText([/gamma/, /beta/, /alpha/]);
  await library.list.focus();
  await kept.page.keyboard.press('ControlOrMeta+a');
  await kept.page.keyboard.press('Delete');
  await expect(library.dialog.getByText('No runs yet')).toBeVisible();
});

test('should duplicate a run, save a copy of it, and set two beside each other', async ({
  kept,
  dataFolder,
}) => {
  const library = await kept.library();
  await library.row('beta').click();
  await library.act('Duplicate');
  await expect(library.row('beta (copy)')).toHaveAttribute('aria-selected', 'true');
  const download = kept.page.waitForEvent('download');
  await library.act('Save a copy…');
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(
    capture('beta', 1).replace('"label":"beta"', '"label":"beta (copy)"'),
  );
  const several = capture('delta', 3) + capture('epsilon', 4);
  put(dataFolder, 'several.patchcap.ndjson', several);
  await library.row('delta').click();
  const whole = kept.page.waitForEvent('download');
  await library.act('Save a copy…');
  expect(readFileSync(await (await whole).path(), 'utf8')).toBe(several);
  await library.row('alpha').click();
  await library.row('gamma').click({ modifiers: ['ControlOrMeta'] });
  await library.act('Compare');
  await expect(kept.tab('Compare')).toHaveAttribute('aria-selected', 'true');
  await expect(kept.page.getByRole('tabpanel', { name: 'Compare' })).toContainText('alpha');
});

test('should show a file that is put into the folder while the library is open', async ({
  kept,
  dataFolder,
}) => {
  const library = await kept.library();
  await expect(library.rows).toHaveCount(3);
  put(dataFolder, 'dropped.ndjson', '{"op":"add","path":"","value":{"dropped":1}}\n');
  await library.row('dropped.ndjson').click();
  await expect(library.dialog.getByRole('complementary', { name: 'Details' })).toContainText(
    'operations, one a line',
  );
});

test('should have everything that was written when it was killed in the middle of a run', async ({
  start,
  kill,
  dataFolder,
  shell,
}) => {
  const endpoint = await Endpoint.start();
  const first = await start({
    env: { DOTTXT_BASE_URL: endpoint.baseUrl, DOTTXT_API_KEY: 'sk-library-0001' },
  });
  await first.choose(first.connection, /dottxt/);
  await first.choose(first.model, 'openai/gpt-oss-20b');
  const next = endpoint.next();
  await first.run();
  (await next)
    .begin()
    .send('{"op":"add","path":"","value":{}}\n{"op":"add","path":"/intent","value":"billing"}\n');
  await first.landed('intent').waitFor();
  const landed = await first.landedAt('intent');
  await expect.poll(() => recorded(dataFolder)).toContain('"/intent"');
  await kill();
  await endpoint.close();
  if (shell === 'browser')
    await expect(
      first.page.getByRole('alert').filter({ hasText: 'Landfall itself has ended' }),
    ).toBeVisible();
  const second = await start();
  const library = await second.library();
  await expect(library.rows).toHaveText([/torn/]);
  await library.rows.first().dblclick();
  await second.ended(/^torn/);
  expect(await second.landedAt('intent')).toBe(landed);
});

test('should keep a run whose file is deleted under it, and save it elsewhere', async ({
  kept,
  dataFolder,
}) => {
  const library = await kept.library();
  await library.row('beta').dblclick();
  await kept.landed('beta').waitFor();
  rmSync(join(dataFolder, 'captures/beta.patchcap.ndjson'));
  await expect(kept.file).toContainText('deleted');
  await expect(kept.landed('beta')).toBeVisible();
  const download = kept.page.waitForEvent('download');
  await kept.file.getByRole('button', { name: 'Save capture…' }).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(capture('beta', 1));
});

test('should say so in the window where a live run cannot be saved any more', async ({
  landfall,
  dataFolder,
}) => {
  await landfall.run();
  await landfall.landed('intent').waitFor();
  const id = readdirSync(join(dataFolder, 'captures')).find((name) => name.endsWith('.patchcap.ndjson'));
  rmSync(join(dataFolder, 'captures', id ?? ''));
  await expect(landfall.file).toContainText('not saved');
  await landfall.ended();
  const download = landfall.page.waitForEvent('download');
  await landfall.page.keyboard.press('ControlOrMeta+Shift+s');
  const saved = readFileSync(await (await download).path(), 'utf8');
  expect(saved).toContain('"path":"/intent"');
  expect(saved).toContain('"$":"end"');
});

test('should say what a foreign file was taken for, and let it be overruled', async ({ landfall }) => {
  await landfall.drop(
    'from-a-script.ndjson',
    '[0.25,{"op":"add","path":"","value":{}}]\n[1.5,{"op":"add","path":"/topic","value":"tides"}]\n',
  );
  await expect(landfall.file).toContainText('Taken for');
  await expect(landfall.landed('topic')).toHaveAttribute('aria-label', / 1\.5 ms$/);
  await landfall.choose(landfall.file.getByRole('combobox', { name: 'Unit of its times' }), 'seconds');
  await expect(landfall.landed('topic')).toHaveAttribute('aria-label', / 1,500\.0 ms$/);
  await landfall.choose(landfall.file.getByRole('combobox', { name: 'Read the file as' }), /growing objects/);
  await expect(landfall.file).toContainText('as you said');
  await landfall.choose(
    landfall.file.getByRole('combobox', { name: 'Read the file as' }),
    'What it looks like',
  );
  await expect(landfall.landed('topic')).toBeVisible();
});

test('should say where a file holds no operation, and take a schema for what it is', async ({ landfall }) => {
  await landfall.drop('table.csv', 'id,name\n1,ada\n');
  await expect(landfall.file).toContainText('No operation was found');
  await landfall.file.getByRole('button', { name: 'Show in Wire' }).click();
  await expect(landfall.page.getByRole('tabpanel', { name: 'Wire' })).toContainText('1,ada');
  await landfall.drop('schema.json', '{"type": "object",\n "properties": {"mine": {"type": "string"}}}');
  await landfall.file.getByRole('button', { name: 'Use as the schema' }).click();
  await expect(landfall.schema).toContainText('"mine"');
  await landfall.page.getByRole('button', { name: 'Undo' }).click();
  await expect(landfall.schema).toContainText('"intent"');
});

test('should make up times only when asked, and mark them', async ({ landfall }) => {
  await landfall.drop(
    'bare.ndjson',
    '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/topic","value":"tides"}\n',
  );
  await expect(landfall.landed('topic')).toHaveAttribute('aria-label', /op 2$/);
  await landfall.file.getByRole('button', { name: 'Give synthetic times…' }).click();
  const dialog = landfall.page.getByRole('dialog', { name: 'Synthetic times' });
  await dialog.getByLabel('First operation after').fill('200');
  await dialog.getByLabel('Operations a second').fill('20');
  await dialog.getByRole('button', { name: 'Give these times' }).click();
  await expect(landfall.landed('topic')).toHaveAttribute('aria-label', / 250\.0 ms$/);
  await expect(landfall.verdict).toContainText('synthetic');
  const download = landfall.page.waitForEvent('download');
  await landfall.page.keyboard.press('ControlOrMeta+Shift+s');
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('"synthetic":true');
});

test('should show each of the runs in a file', async ({ landfall }) => {
  await landfall.drop('three.patchcap.ndjson', capture('one', 0) + capture('two', 1) + capture('three', 2));
  await landfall.landed('one').waitFor();
  await landfall.choose(landfall.file.getByRole('combobox', { name: 'Run in the file' }), /three/);
  await expect(landfall.landed('three')).toBeVisible();
  await expect(landfall.landed('one')).toBeHidden();
});

test('should export without values what nobody else should read', async ({ kept }) => {
  await (await kept.library()).row('beta').dblclick();
  await kept.landed('beta').waitFor();
  await kept.page.getByRole('button', { name: 'Export…' }).click();
  await kept.page.getByRole('menuitemcheckbox', { name: /Without values/ }).click();
  const download = kept.page.waitForEvent('download');
  await kept.page.getByRole('menuitem', { name: 'Capture (patchcap)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('beta-without-values.patchcap.ndjson');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).not.toContain('a value of beta');
  expect(text).toContain('"t":6.000');
});

function put(dataFolder: string, name: string, text: string): void {
  mkdirSync(join(dataFolder, 'captures'), { recursive: true });
  writeFileSync(join(dataFolder, 'captures', name), text);
}

function capture(label: string, day: number): string {
  return `{"$":"patchcap","v":1,"wall":"2026-01-0${day + 1}T00:00:00.000Z","label":"${label}"}
{"op":"add","path":"","value":{},"t":5.000,"c":1}
{"op":"add","path":"/${label}","value":"a value of ${label}","t":6.000,"c":2}
{"$":"end","t":9.000,"reason":"eof","ops":2}
`;
}

/** What the one capture of the data folder holds by now. */
function recorded(dataFolder: string): string {
  const folder = join(dataFolder, 'captures');
  const [file] = readdirSync(folder);
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
}
