import { expect, test } from './fixtures.ts';

const CAPTURE = `{"op":"add","path":"","value":{},"t":200}
{"op":"add","path":"/intent","value":"billing","t":249}
{"op":"add","path":"/reply","value":"We return it today.","t":1289}
`;

test('should do the three jobs by keyboard alone', async ({ landfall }) => {
  test.setTimeout(60_000);
  const { page } = landfall;
  const { keyboard } = page;

  await test.step('put a field earlier, and see what it costs', async () => {
    await landfall.schema.locator('.monaco-editor').waitFor();
    await landfall.command('go to the schema');
    // The property of the line that the caret is in, found as a person finds it.
    await keyboard.press('ControlOrMeta+f');
    await keyboard.type('"reply": {');
    await keyboard.press('Enter');
    await keyboard.press('Escape');
    await keyboard.press('Alt+ArrowUp');
    await keyboard.press('Alt+ArrowUp');
    await keyboard.press('ControlOrMeta+Enter');
    await landfall.ended(/^complete · valid/);
    // As late as the reply: a machine that lags reads both at once.
    expect(await landfall.landedAt('intent')).toBeGreaterThanOrEqual(await landfall.landedAt('reply'));
  });

  await test.step('replay a capture, moment by moment', async () => {
    const chooser = page.waitForEvent('filechooser');
    await keyboard.press('ControlOrMeta+o');
    const file = { name: 'timed.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(CAPTURE) };
    await (await chooser).setFiles(file);
    await expect(landfall.landed('reply')).toHaveAccessibleName(/1,289\.0 ms$/);
    // Out of the editor, and on through the window to the playhead.
    await keyboard.press(process.platform === 'darwin' ? 'Meta+Shift+m' : 'Control+m');
    const playhead = landfall.playhead;
    for (let n = 0; n < 60; n++) {
      if (await playhead.evaluate((slider) => slider === document.activeElement)) break;
      await keyboard.press('Tab');
    }
    await expect(playhead).toBeFocused();
    await keyboard.press('Home');
    await expect(landfall.landed('intent')).toBeHidden();
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await expect(landfall.landed('intent')).toBeVisible();
    await expect(landfall.landed('reply')).toBeHidden();
  });

  await test.step('show it to people', async () => {
    await keyboard.press('Alt+p');
    const stage = page.getByRole('dialog', { name: 'Present' });
    await stage.waitFor();
    await keyboard.press('PageDown');
    await keyboard.press('PageDown');
    await expect(stage).toContainText('249 ms');
    await keyboard.press('Escape');
    await expect(stage).toBeHidden();
    await expect(landfall.playhead).toBeFocused();
  });
});
