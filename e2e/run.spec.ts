import { expect, test } from './fixtures.ts';

test.describe('the first minute', () => {
  test('should open on the early routing example, connected to the Simulator', async ({ landfall }) => {
    await expect(landfall.connection).toContainText('Simulator');
    await expect(landfall.schema).toContainText('intent');
    await expect(landfall.prompt).toHaveValue(/charged twice/);
    await expect(landfall.ghost('intent')).toBeVisible();
  });

  test('should show each field at the moment it lands, and say how the run ended', async ({ landfall }) => {
    await landfall.page.keyboard.press('ControlOrMeta+Enter');
    await expect(landfall.landed('intent')).toBeVisible();
    await landfall.ended(/^complete · valid/);
    await expect(landfall.verdict).toContainText(/\d ops · [\d,]+ ms/);
    const root = await landfall.rootOpenedAt();
    const intent = await landfall.landedAt('intent');
    const reply = await landfall.landedAt('reply');
    expect(intent - root).toBeLessThan((reply - root) / 3);
    await expect(landfall.page.getByText('simulated').first()).toBeVisible();
  });

  test('should bring the routing field late once reply stands above it', async ({ landfall }) => {
    await landfall.moveProperty('reply', 'up', 2);
    await expect(landfall.schema).toContainText(/reply[\s\S]*intent/);
    await landfall.run();
    await landfall.ended();
    // As late as the reply: a machine that lags reads both at once.
    expect(await landfall.landedAt('intent')).toBeGreaterThanOrEqual(await landfall.landedAt('reply'));
  });

  test('should keep every control of its head in the smallest window', async ({ landfall, shell }) => {
    test.skip(shell === 'desktop', 'Electron’s window sizes itself');
    await landfall.page.setViewportSize({ width: 960, height: 600 });
    const buttons = landfall.page.getByRole('banner').getByRole('button');
    for (const button of await buttons.all()) await expect(button).toBeInViewport({ ratio: 1 });
  });

  test('should show one part at a time where there is no room for three columns, and lose no edit by it', async ({
    landfall,
    shell,
  }) => {
    test.skip(shell === 'desktop', 'Electron’s window sizes itself');
    const { page } = landfall;
    await landfall.moveProperty('reply', 'up', 2);
    await landfall.run();
    await landfall.ended();
    // As 1280 × 800 at 200 %.
    await page.setViewportSize({ width: 640, height: 400 });
    for (const control of [landfall.playhead, landfall.verdict, landfall.runButton, landfall.timeline])
      await expect(control).toBeInViewport({ ratio: 0.9 });
    await page.getByRole('tab', { name: 'Document' }).click();
    await expect(landfall.landed('intent')).toBeInViewport({ ratio: 1 });
    await landfall.command('go to the schema');
    await expect(page.getByRole('tab', { name: 'Schema' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(landfall.schema.locator('.view-lines')).toContainText(/"intent"[^]*"reply"/);
    await expect(landfall.timeline).toBeVisible();
  });

  test('should stop a run that is stopped in the moment it starts', async ({ landfall }) => {
    await landfall.runButton.evaluate((button: HTMLElement) => {
      button.click();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    });
    await expect(landfall.verdict).toContainText(/^stopped/);
    await expect(landfall.runButton).toBeEnabled();
  });

  test('should say in sight which extra members are sent while their text cannot be read', async ({
    landfall,
  }) => {
    await landfall.page.getByRole('button', { name: 'extra none' }).click();
    await landfall.page.getByRole('textbox', { name: 'Extra members' }).fill('{"top_p": 0.9, oh');
    const alert = landfall.page.getByRole('alert').filter({ hasText: 'none is sent' });
    await expect(alert).toBeInViewport({ ratio: 1 });
  });

  test('should stop a run when asked, and say so', async ({ landfall }) => {
    await landfall.run();
    await landfall.landed('intent').waitFor();
    await landfall.stopButton.click();
    await expect(landfall.verdict).toContainText(/^stopped/);
    await expect(landfall.runButton).toBeVisible();
    await expect(landfall.ghost('reply')).toBeVisible();
  });
});

test.describe('the playhead', () => {
  test.beforeEach(async ({ landfall }) => {
    await landfall.run();
    await landfall.ended();
  });

  test('should step through the moments, and show exactly each one', async ({ landfall }) => {
    await landfall.playhead.focus();
    await landfall.page.keyboard.press('Home');
    await expect(landfall.ghost('intent')).toBeVisible();
    await landfall.page.getByRole('button', { name: 'Next operation' }).click();
    await landfall.page.getByRole('button', { name: 'Next operation' }).click();
    await expect(landfall.landed('intent')).toBeVisible();
    await expect(landfall.ghost('reply')).toBeVisible();
    await landfall.playhead.focus();
    await landfall.page.keyboard.press('End');
    await expect(landfall.landed('reply')).toBeVisible();
  });

  test('should play from the start at ten times the pace', async ({ landfall }) => {
    await landfall.chooseSpeed('10×');
    await landfall.playhead.focus();
    await landfall.page.keyboard.press('Home');
    await expect(landfall.ghost('reply')).toBeVisible();
    await landfall.page.getByRole('button', { name: 'Play' }).click();
    await expect(landfall.landed('reply')).toBeVisible();
    await expect(landfall.page.getByRole('button', { name: 'Play' })).toBeVisible();
  });
});
