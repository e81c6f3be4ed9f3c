import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** Two runs at once, through their roles and names. */
class Race {
  readonly page: Page;
  readonly dialog: Locator;
  readonly lanes: Locator;
  readonly standing: Locator;
  readonly table: Locator;

  constructor({ page }: LandfallWindow) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Race', exact: true });
    this.lanes = page.getByRole('region', { name: 'Race', exact: true });
    this.standing = this.lanes.getByRole('status');
    this.table = page.getByRole('table', { name: 'Comparison' });
  }

  lane(name: string | RegExp): Locator {
    return this.lanes.getByRole('region', { name });
  }

  async ask(): Promise<void> {
    await this.page.getByRole('button', { name: /^Runs × \d+$/ }).click();
    await this.page.getByRole('button', { name: 'Race…' }).click();
    await this.dialog.waitFor();
  }

  async choose(box: string, option: RegExp): Promise<void> {
    await this.dialog.getByRole('combobox', { name: box }).click();
    await this.page.getByRole('option', { name: option }).first().click();
  }

  async start(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Start the race' }).click();
    await expect(this.dialog).toBeHidden();
  }
}

test('should race two orders live, survive a reload, and be opened again as a pair', async ({ landfall }) => {
  const race = new Race(landfall);
  await race.ask();
  await race.choose('Order of B', /^reply first/);
  await race.start();
  await expect(race.lane(/^A · as written, live/)).toBeVisible();
  await expect(race.lane(/^B · reply first, live/)).toBeVisible();
  await expect(race.standing).toContainText(/^A \(as written\) reached “dispatch to billing” after/);
  await expect(race.table.getByRole('row', { name: /^intent [\d,.]+/ })).toBeVisible();

  await landfall.page.reload();
  await expect(race.lane(/^A · as written/)).toBeVisible();
  await expect(race.lane(/^B · reply first/)).toBeVisible();
  await expect(landfall.runButton).toBeVisible({ timeout: 20_000 });
  await expect(race.standing).toContainText(/^A \(as written\) reached .* before B \(reply first\)\.$/);
  await expect(landfall.page.getByText(/one run each are too few to tell that from noise/)).toBeVisible();
  await expect(landfall.page.getByText(/Both ran at once and may have slowed each other/)).toBeVisible();
  await expect(race.table.getByRole('row', { name: /^intent/ })).toContainText(/\+[\d,.]+/);

  const library = await landfall.library();
  await expect(library.rows).toHaveCount(2);
  await library.search.fill('race');
  await library.row('reply first').dblclick();
  await expect(library.dialog).toBeHidden();
  await landfall.ended();
  // The lane that was opened stands on screen, and brings the other one along.
  await expect(race.standing).toContainText(/^B \(as written\) reached .* before A \(reply first\)\.$/);
});

test('should race two models by keyboard alone, stop one lane, and let the other go on', async ({
  landfall,
}) => {
  test.setTimeout(60_000);
  const race = new Race(landfall);
  const { keyboard } = landfall.page;
  await landfall.command('race two');
  await race.dialog.getByRole('button', { name: 'Two connections' }).focus();
  await keyboard.press('Enter');
  await race.dialog.getByRole('combobox', { name: 'Model of A' }).fill('sim/slow-start-25tps');
  // It closes the suggestions, and leaves the dialog.
  await keyboard.press('Escape');
  await race.dialog.getByRole('combobox', { name: 'Model of B' }).fill('sim/steady-40tps');
  await race.dialog.getByRole('button', { name: 'Start the race' }).focus();
  await keyboard.press('Enter');
  await race.lanes.getByRole('button', { name: 'Stop A' }).focus();
  await keyboard.press('Enter');
  await landfall.ended(/^stopped/);
  await expect(race.lane(/^B · sim\/steady-40tps, complete/)).toBeVisible({ timeout: 20_000 });
  await expect(race.standing).toContainText(/^B \(sim\/steady-40tps\) reached “dispatch to billing” after/);

  // What was raced is what is offered next; both lanes end with Escape.
  await race.ask();
  await expect(race.dialog.getByRole('combobox', { name: 'Model of A' })).toHaveValue('sim/slow-start-25tps');
  await race.dialog.getByRole('combobox', { name: 'Model of B' }).fill('sim/slow-start-25tps');
  // Closes the list of suggestions, which lies over the button.
  await keyboard.press('Enter');
  await race.start();
  await expect(race.lane(/^A · sim\/slow-start-25tps, live/)).toBeVisible();
  await keyboard.press('Escape');
  await expect(landfall.runButton).toBeVisible();
  await expect(race.lanes.getByText(/^stopped/)).toHaveCount(2);
});

test('should name the lane that lacks something before it starts, and the one that failed after', async ({
  landfall,
}) => {
  test.setTimeout(120_000);
  const race = new Race(landfall);
  await race.ask();
  await race.dialog.getByRole('button', { name: 'Two connections' }).click();
  await race.choose('Connection of B', /^dottxt/);
  await expect(race.dialog.getByRole('alert')).toContainText('dottxt needs a key');
  await expect(race.dialog.getByRole('button', { name: 'Start the race' })).toBeDisabled();
  await race.choose('Connection of B', /^Ollama/);
  await expect(race.dialog.getByRole('alert')).toContainText('Choose a model of Ollama');
  await race.dialog.getByRole('combobox', { name: 'Model of B' }).fill('no-such-model');
  await race.start();
  await expect(race.standing).toContainText(/^A .* reached .* B .* ended without it/);
  await landfall.ended();
  await expect(race.lane(/^A · .*, complete/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page: landfall.page }).exclude('.monaco-editor').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('should race the what-if against the written order, and ask for approval by the lane’s name', async ({
  landfall,
}) => {
  const race = new Race(landfall);
  const { page } = landfall;
  await page
    .getByRole('button', { name: / draft$/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: /^Human approval/ }).click();
  await landfall.run();
  await landfall.ended();
  await page
    .getByRole('dialog', { name: /^Approval: / })
    .getByRole('button', { name: /Decline/ })
    .click();
  await landfall.tab('Fields').click();
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('table', { name: 'Fields' })
    .getByRole('button', { name: 'reply', exact: true })
    .focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('button', { name: 'Race it…' }).click();
  await expect(race.dialog.getByRole('combobox', { name: 'Order of B' })).toContainText('what if');
  await race.start();
  const approval = page.getByRole('dialog', { name: /^Approval: / });
  await expect(approval).toContainText('in the lane “as written”');
  await page.keyboard.press('Alt+y');
  await expect(approval).toContainText('in the lane “what if”', { timeout: 20_000 });
  await page.keyboard.press('Alt+n');
  await expect(approval).toBeHidden();
});
