import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** The lab, through its roles and names. */
class Lab {
  readonly fields: Locator;
  readonly notes: Locator;
  readonly runs: Locator;
  readonly approval: Locator;
  readonly gates: Locator;
  readonly #window: LandfallWindow;

  constructor(landfall: LandfallWindow) {
    const { page } = landfall;
    this.#window = landfall;
    this.fields = page.getByRole('table', { name: 'Fields' });
    this.notes = page.getByLabel('About the prediction');
    this.runs = page.getByRole('button', { name: /^Runs × \d+$/ });
    this.approval = page.getByRole('dialog', { name: /^Approval: / });
    this.gates = page.getByRole('list', { name: 'Gates', exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.#window.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  row(field: string): Locator {
    return this.fields
      .getByRole('row')
      .filter({ has: this.#window.page.getByRole('button', { name: field, exact: true }) });
  }

  name(field: string): Locator {
    return this.fields.getByRole('button', { name: field, exact: true });
  }

  /** The fields in the order in which the table has them. */
  async order(): Promise<string[]> {
    const names = await this.fields.getByRole('rowheader').allInnerTexts();
    return names.map((name) => name.split('\n').at(-1)?.trim() ?? '');
  }

  async whatIf(): Promise<void> {
    await this.#window.tab('Fields').click();
    await this.button('What if').click();
    await expect(this.fields).toBeVisible();
  }

  async example(title: string): Promise<void> {
    await this.#window.page
      .getByRole('button', { name: / draft$/ })
      .first()
      .click();
    await this.#window.page.getByRole('menuitem', { name: new RegExp(`^${title}`) }).click();
  }

  async runTimes(count: number): Promise<void> {
    await this.runs.click();
    await this.#window.page.getByRole('spinbutton', { name: 'Runs, one after another' }).fill(String(count));
    await this.#window.page.keyboard.press('Escape');
  }
}

async function ranOnce(landfall: LandfallWindow): Promise<Lab> {
  await landfall.run();
  await landfall.ended();
  return new Lab(landfall);
}

test('should predict another order by keyboard alone, write it into the schema, and undo it in one step', async ({
  landfall,
}) => {
  const lab = await ranOnce(landfall);
  const { page } = landfall;
  const before = await landfall.schema.locator('.view-lines').innerText();
  await lab.whatIf();
  expect(await lab.order()).toEqual(['intent', 'urgency', 'reply']);

  await lab.name('reply').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await lab.order()).toEqual(['reply', 'intent', 'urgency']);
  await expect(lab.name('reply')).toBeFocused();
  await expect(lab.row('intent')).toContainText(/≈ [\d,]+(±\d+)?\+[\d,]+/);
  await expect(page.getByText('1 field moved · prediction, not measurement')).toBeVisible();
  await expect(lab.notes).toContainText(
    /“dispatch to billing” would open at ≈ [\d,]+ ms instead of [\d,]+ ms/,
  );
  await expect(lab.notes).toContainText('Every value stays as it was');

  await expect(lab.notes.getByRole('checkbox', { name: 'required takes the order, too' })).toBeChecked();
  await lab.button('Apply to schema').focus();
  await page.keyboard.press('Enter');
  await expect(landfall.schema.locator('.view-lines')).not.toHaveText(before);
  const after = await landfall.schema.locator('.view-lines').innerText();
  await lab.button('Undo').click();
  await expect.poll(() => landfall.schema.locator('.view-lines').innerText()).toBe(before);
  await landfall.schema.getByText('"reply"', { exact: true }).first().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => landfall.schema.locator('.view-lines').innerText()).toBe(after);
  await landfall.schema.getByText('"reply"', { exact: true }).first().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => landfall.schema.locator('.view-lines').innerText()).toBe(before);
});

test('should move a field by dragging it, and put it back by Escape', async ({ landfall }) => {
  const lab = await ranOnce(landfall);
  await lab.whatIf();
  const from = await lab.name('reply').boundingBox();
  const to = await lab.name('intent').boundingBox();
  if (from === null || to === null) throw new Error('the rows are not on screen');
  const { mouse, keyboard } = landfall.page;
  await mouse.move(from.x + 8, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(to.x + 8, to.y + 2, { steps: 12 });
  await expect.poll(() => lab.order()).toEqual(['reply', 'intent', 'urgency']);
  await keyboard.press('Escape');
  await mouse.up();
  await expect.poll(() => lab.order()).toEqual(['intent', 'urgency', 'reply']);
});

test('should run the order that was tried, and hold the prediction against what came', async ({
  landfall,
}) => {
  const lab = await ranOnce(landfall);
  await lab.whatIf();
  await lab.name('reply').focus();
  await landfall.page.keyboard.press('Alt+ArrowUp');
  await landfall.page.keyboard.press('Alt+ArrowUp');
  await lab.button('Run it').click();
  await expect(lab.notes).toContainText(
    /\w+ predicted [\d,]+ ms, then measured [\d,]+ ms: off by [\d,]+ ms \([\d.]+ % of the run\)/,
    { timeout: 20_000 },
  );
  expect(await landfall.landedAt('reply')).toBeLessThan(await landfall.landedAt('intent'));
  await expect(landfall.schema.locator('.view-lines')).toContainText(/"reply"[^]*"intent"/);
});

test('should run in series, count what came when stopped, and show each field over the runs', async ({
  landfall,
}) => {
  const lab = new Lab(landfall);
  await lab.example('Field printer');
  await lab.runTimes(4);
  await landfall.run();
  await expect(lab.button(/^Run 2 of 4$/)).toBeVisible({ timeout: 20_000 });
  await expect(landfall.runButton).toBeVisible({ timeout: 30_000 });
  await landfall.tab('Fields').click();
  await expect(landfall.page.getByText('3 runs · 1 warm-up left out · simulated')).toBeVisible();
  for (const column of ['n', 'p50', 'p95', 'max', 'spread'])
    await expect(lab.fields.getByRole('columnheader', { name: column, exact: true })).toBeVisible();
  await expect(lab.fields.getByRole('row', { name: /favorite_languages\/\*/ })).toContainText(/\d+ – \d+/);
  await expect(lab.fields.getByRole('img', { name: /3 landings from \d+ to \d+ ms/ }).first()).toBeVisible();

  await lab.runTimes(50);
  await landfall.run();
  await lab.button(/^Run 2 of 50$/).click({ timeout: 20_000 });
  const settings = landfall.page.getByRole('dialog', { name: 'Runs in series' });
  await expect(settings).toBeVisible();
  // It closes the popup; the series goes on.
  await landfall.page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(lab.button(/^Run 3 of 50$/)).toBeVisible({ timeout: 20_000 });
  // Whether or not a field of the stopped run has landed, those of the series stand there.
  await landfall.stopButton.click();
  await expect(landfall.runButton).toBeVisible();
  const counted = landfall.page.getByText(/^([3-9]|\d\d) runs counted .* 2 warm-ups left out/);
  await expect(counted).toBeVisible();

  await lab.button('Start counting anew').click();
  await expect(counted).toBeHidden();
  // The newest notice stands last.
  await lab.button('Undo').last().click();
  await expect(counted).toBeVisible();
});

test('should show the gates beside the stream, with their three numbers', async ({ landfall }) => {
  const lab = new Lab(landfall);
  await lab.example('Fan out');
  await landfall.run();
  await landfall.ended();
  await expect(lab.gates.getByRole('listitem')).toHaveAttribute(
    'aria-label',
    /^research each step: opens [\d,.]+ ms, \d items, ends [\d,.]+ ms$/,
  );
  for (const figure of ['first gate opens', 'closing brace', 'head start', 'saved', 'overlap'])
    await expect(landfall.timeline.getByText(figure, { exact: true })).toBeVisible();

  const borrowed = landfall.page.getByText(
    /^Gates of the draft in the editor; this run was recorded without/,
  );
  await expect(borrowed).toBeHidden();
  await landfall.drop('bare.ndjson', '{"op":"add","path":"","value":{"steps":[]},"t":100}\n');
  await expect(borrowed).toBeVisible();
});

test('should edit a gate with completion from the schema, and keep what makes no sense out of the draft', async ({
  landfall,
}) => {
  const lab = await ranOnce(landfall);
  await landfall.tab('Fields').click();
  await lab.button('Gates · 3').click();
  const dialog = landfall.page.getByRole('dialog', { name: 'Gates', exact: true });
  await dialog.getByRole('button', { name: 'New gate' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('send reply');
  await dialog.getByRole('combobox', { name: 'Field' }).fill('rep');
  await landfall.page.getByRole('option', { name: /^\/reply/ }).click();
  await dialog.getByRole('textbox', { name: 'Takes, ms' }).fill('120');
  await dialog.getByRole('checkbox', { name: 'dispatch to billing' }).check();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('');
  await expect(dialog.getByRole('alert')).toContainText('A gate needs a name');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('send reply');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(lab.button('Gates · 4')).toBeVisible();
  await landfall.tab('Timeline').click();
  await expect(lab.gates).toContainText('send reply');
});

test('should ask for approval while the stream goes on, discard what depended on it, and replay the decision', async ({
  landfall,
}) => {
  const lab = new Lab(landfall);
  await lab.example('Human approval');
  await landfall.run();
  await expect(lab.approval).toContainText('delete_account');
  await expect(lab.approval).toContainText('the stream goes on');
  await landfall.page.keyboard.press('Alt+n');
  await expect(lab.approval).toBeHidden();
  await landfall.ended();
  await expect(landfall.landed('reply')).toBeVisible();
  await expect(lab.gates).toContainText(/declined after [\d,]+ ms/);
  await expect(lab.gates).toContainText('discarded: what it depends on was declined');

  await landfall.page.getByRole('button', { name: 'Library' }).click();
  const library = landfall.page.getByRole('dialog', { name: 'Library' });
  await library.getByRole('option').first().dblclick();
  await expect(library).toBeHidden();
  await landfall.ended();
  await expect(lab.gates).toContainText(/declined after [\d,]+ ms/);
  await expect(lab.approval).toBeHidden();
});

test('should take an answer that comes after the stream, and keep it in the capture', async ({
  landfall,
}) => {
  const lab = new Lab(landfall);
  await lab.example('Human approval');
  await landfall.run();
  await landfall.ended();
  await expect(lab.approval).toContainText('the stream has ended');
  await lab.approval.getByRole('button', { name: /Approve/ }).click();
  await expect(lab.gates).toContainText(/approved after [\d,]+ ms/);
  await landfall.tab('Wire').click();
  await expect(landfall.page.getByRole('tabpanel', { name: 'Wire' })).toContainText('approved');
});

test('should suggest the order that serves the gates, and keep to what must follow, also after a restart', async ({
  landfall,
  dataFolder,
  start,
}) => {
  test.setTimeout(60_000);
  const lab = new Lab(landfall);
  await landfall.moveProperty('reply', 'up', 2);
  await landfall.run();
  await landfall.ended();
  await lab.whatIf();
  await lab.button('Suggest order').click();
  await expect(lab.notes).toContainText(/Weighted completion of the gates ≈ [\d,]+ instead of [\d,]+ ms/);
  await expect(lab.notes).toContainText(/gain p50 [\d,]+ ms.*exact: no order is better.*n 1/);
  expect((await lab.order())[0]).toBe('intent');
  const diff = lab.notes.getByRole('group', { name: 'Schema, before and after' });
  await expect(diff.getByRole('deletion').first()).toContainText('"intent": {');
  await expect(diff.getByRole('insertion').first()).toContainText('"intent": {');

  await lab.name('intent').click();
  await landfall.choose(lab.notes.getByRole('combobox', { name: 'intent must follow' }), 'reply');
  await lab.button('Suggest order').click();
  await expect
    .poll(() => lab.order().then((order) => order.indexOf('reply') < order.indexOf('intent')))
    .toBe(true);

  await lab.name('intent').focus();
  await landfall.page.keyboard.press('Alt+ArrowUp');
  await landfall.page.keyboard.press('Alt+ArrowUp');
  await expect(lab.notes).toContainText('Here intent stands before reply.');
  const edge = lab.notes.getByText('intent after reply');
  await landfall.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(edge).toBeHidden();
  await landfall.choose(lab.notes.getByRole('combobox', { name: 'intent must follow' }), 'reply');
  await expect(edge).toBeVisible();
  // It is in the settings a moment later.
  await expect
    .poll(() => readFileSync(join(dataFolder, 'settings.json'), 'utf8').replaceAll(/\s/g, ''))
    .toContain('"after":"/reply"');
  const again = await start();
  await again.run();
  await again.ended();
  await new Lab(again).whatIf();
  await expect(new Lab(again).notes).toContainText('intent after reply');
});

test('should sort the schema as it arrived, by a command', async ({ landfall }) => {
  await ranOnce(landfall);
  await landfall.moveProperty('reply', 'up', 2);
  await expect(landfall.schema.locator('.view-lines')).toContainText(/"reply"[^]*"intent"/);
  await landfall.command('sort the schema');
  await expect(landfall.page.getByText('The schema is in the order of arrival.')).toBeVisible();
  await expect(landfall.schema.locator('.view-lines')).toContainText(/"intent"[^]*"reply"/);
});

test('should say what a shared definition moves, let required follow, undo it in one step, and let Tab out', async ({
  dataFolder,
  start,
}) => {
  const schema = `{"properties":{"from":{"$ref":"#/$defs/p"},"to":{"$ref":"#/$defs/p"}},
    "$defs":{"p":{"required":["name","email"],"properties":{
      "name":{},
      "email":{}}}}}`;
  const draft = { title: 'T', schema, input: '', params: {}, extra: {}, gates: [] };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ draft, toured: true }));
  const landfall = await start();
  const { page } = landfall;
  const lines = landfall.schema.locator('.view-lines');
  await landfall.schema.getByText('"email"', { exact: true }).last().click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('from/email, to/email moved together: they share a definition.')).toBeVisible();
  await expect(lines).toContainText('["email","name"]');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(lines).toContainText(/\["name","email"\][^]*"name":\{\},[^]*"email"/);

  const editor = page.getByRole('textbox', { name: /^Schema text\. .* lets it leave the editor/ });
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+m');
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('should compare two runs, aligned at the request or the first operation, with the schemas’ difference', async ({
  landfall,
}) => {
  await ranOnce(landfall);
  await landfall.moveProperty('reply', 'up', 2);
  const operation = landfall.page.getByRole('region', { name: 'Selected operation' });
  await expect(operation).toContainText('"/reply"');
  await landfall.run();
  await expect(landfall.verdict).toContainText(/^live/);
  await landfall.ended();
  await landfall.tab('Compare').click();
  const other = landfall.page.getByRole('combobox', { name: 'Run to compare with' });
  await other.click();
  await landfall.page.getByRole('option').first().click();
  const table = landfall.page.getByRole('table', { name: 'Comparison' });
  await expect(table.getByRole('row', { name: /^intent/ })).toContainText(/[−+][\d,.]+/);
  await expect(landfall.page.getByText(/too few to tell that from noise/)).toBeVisible();
  await landfall.page.getByRole('button', { name: 'first op' }).click();
  await expect(table).toBeVisible();
});

test('should have nothing for axe to find in the what-if, the gates and a question', async ({ start }) => {
  test.setTimeout(120_000);
  const landfall = await start({ colorScheme: 'light' });
  const lab = new Lab(landfall);
  const look = async (): Promise<void> => {
    // What is fading in has not its colours yet.
    await landfall.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    const { violations } = await new AxeBuilder({ page: landfall.page }).exclude('.monaco-editor').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
      [],
    );
  };
  await lab.example('Human approval');
  await landfall.run();
  await landfall.ended();
  await lab.approval.waitFor();
  await look();
  await lab.whatIf();
  await lab.name('reply').click();
  await landfall.page.keyboard.press('Alt+ArrowUp');
  await look();
  await lab.button('Gates · 2').click();
  await landfall.page.getByRole('dialog', { name: 'Gates', exact: true }).waitFor();
  await look();
  await landfall.page.keyboard.press('Escape');
  await lab.runs.click();
  await look();
});
