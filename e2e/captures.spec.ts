import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

const BARE = `{"op":"add","path":"","value":{}}
{"op":"add","path":"/topic","value":"tides"}
{"op":"add","path":"/steps","value":[]}
{"op":"add","path":"/steps/0","value":"look"}
{"op":"add","path":"/steps/1","value":"write it down"}
`;
const TIMED = `{"op":"add","path":"","value":{},"t":212.03,"c":1}
{"op":"add","path":"/intent","value":"billing","t":248.911,"c":2}
{"op":"add","path":"/urgency","value":"high","t":248.911,"c":2}
not json at all
{"op":"remove","path":"/nowhere","t":400,"c":3}
{"op":"add","path":"/score","value":1.0,"t":500.5,"c":4}
`;

test('should open a dropped file without times, step by operation, and show no millisecond', async ({
  landfall,
}) => {
  await landfall.drop('plan.ndjson', BARE);
  await expect(landfall.tree).toContainText('write it down');
  await expect(landfall.verdict).toContainText(/^unknown/);
  await expect(landfall.timeline).not.toContainText(/\d ms/);
  await expect(landfall.tree).not.toContainText(/\d ms/);
  await landfall.playhead.focus();
  await landfall.page.keyboard.press('Home');
  await landfall.page.getByRole('button', { name: 'Next operation' }).click();
  await landfall.page.getByRole('button', { name: 'Next operation' }).click();
  await expect(landfall.tree).toContainText('tides');
  await expect(landfall.tree).not.toContainText('look');
});

test('should show no millisecond of a file without a single operation', async ({ landfall }) => {
  await landfall.drop('notes.txt', 'first\nsecond\n');
  await expect(landfall.verdict).toContainText(/^unknown · not a document/);
  await expect(landfall.page.getByText('This capture has no times')).toBeVisible();
  await expect(landfall.timeline).not.toContainText(/\d ms/);
});

test('should replay a file with times, with its unreadable lines as rows', async ({ landfall }) => {
  await landfall.drop('timed.ndjson', TIMED);
  await expect(landfall.landed('intent')).toHaveAttribute('aria-label', /248\.9 ms$/);
  await expect(landfall.tree).toContainText('1.0');
  await landfall.tab('Wire').click();
  await expect(landfall.page.getByText('not json at all')).toBeVisible();
  await expect(landfall.page.getByRole('tabpanel', { name: 'Wire' })).toContainText('/nowhere');
});

test('should open a file named on the command line, and one chosen in the menu', async ({
  start,
  dataFolder,
}) => {
  const file = join(dataFolder, 'given.ndjson');
  writeFileSync(file, BARE);
  const landfall = await start({ files: [file] });
  await expect(landfall.tree).toContainText('write it down');
  const chooser = landfall.page.waitForEvent('filechooser');
  await landfall.page.getByRole('button', { name: / draft$/ }).click();
  await landfall.page.getByRole('menuitem', { name: /^Open file/ }).click();
  await (
    await chooser
  ).setFiles({ name: 'timed.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(TIMED) });
  await expect(landfall.landed('intent')).toBeVisible();
});

test('should keep every run in the library across a restart', async ({ start }) => {
  const first = await start();
  await first.run();
  await first.ended();
  const landed = await first.landedAt('intent');
  const second = await start();
  await second.page.getByRole('button', { name: 'Library' }).click();
  await second.page.getByRole('dialog', { name: 'Library' }).getByRole('option').first().dblclick();
  await second.ended();
  expect(await second.landedAt('intent')).toBe(landed);
});

test('should show an operation as the SDK gives it and as it came, and save what is on screen', async ({
  landfall,
}) => {
  await landfall.drop('timed.ndjson', TIMED);
  await landfall.landed('urgency').click();
  const operation = landfall.page.getByRole('region', { name: 'Selected operation' });
  await expect(operation).toContainText('/urgency');
  await expect(operation).toContainText('same read');
  await expect(operation).toContainText('{"op":"add","path":"/urgency","value":"high"}');

  await landfall.tab('Wire').click();
  await landfall.page.getByRole('checkbox', { name: 'Leaves only' }).click();
  const wire = landfall.page.getByRole('tabpanel', { name: 'Wire' });
  await expect(wire).toContainText('/intent');
  await expect(wire).not.toContainText('"value":{}');
  await wire.getByLabel('Filter by text').fill('urgency');
  await expect(wire).not.toContainText('/intent');

  const documentFile = landfall.page.waitForEvent('download');
  await landfall.page.getByRole('button', { name: 'Save document' }).click();
  const saved = readFileSync(await (await documentFile).path(), 'utf8');
  expect(saved).toContain('"score": 1.0');

  const runFile = landfall.page.waitForEvent('download');
  await wire.getByRole('button', { name: /Save .*NDJSON/ }).click();
  const bare = readFileSync(await (await runFile).path(), 'utf8');
  expect(bare).toContain('{"op":"add","path":"/intent","value":"billing"}\n');
  expect(bare).not.toContain('"t":');
});

const ASKED = `{"$":"patchcap","v":1,"t0":"request-sent","schema":"{\\"properties\\":{\\"mood\\":{}}}","draft":{"title":"Mood","input":"How are you?"}}
{"op":"add","path":"","value":{},"t":100}
{"op":"add","path":"/mood","value":"fine","t":150}
{"$":"end","t":160,"reason":"eof"}
`;

test('should bring the draft of a capture into the editor, and take it back', async ({ landfall }) => {
  await landfall.drop('mood.patchcap.ndjson', ASKED);
  await landfall.landed('mood').waitFor();
  const offer = landfall.schema.getByText('This run was asked with another schema.');
  await landfall.page.getByRole('button', { name: 'Edit its draft' }).click();
  await expect(landfall.prompt).toHaveValue('How are you?');
  await expect(landfall.schema.locator('.view-lines')).toContainText('"mood"');
  await expect(offer).toBeHidden();
  // The time stands beside the property that it is of.
  await expect(landfall.schema.getByText('150', { exact: true })).toBeVisible();
  await landfall.page.getByRole('button', { name: 'Undo' }).click();
  await expect(landfall.prompt).toHaveValue(/charged twice/);
  await expect(landfall.schema.locator('.view-lines')).toContainText('"intent"');
});
