import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** Lines that cannot be read or applied among those that can, without a time on the first of them. */
const BROKEN = `{"op":"add","path":"","value":{},"t":100}
{"op":"add","path":"/intent","value":"billing","t":150}
{"op":"add","path":"/ur
{"op":"remove","path":"/nowhere","t":200}
{"op":"add","path":"/reply","value":"Sorry.","t":300}
`;
const BARE = '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/intent","value":"billing"}\n';

/**
 * Every rule of axe in the dark theme, and in the light one again what depends on colour: the rest of the page is the
 * same. On everything but Monaco's own subtree, which is not ours to mend, or on the one part that is new.
 */
async function expectAccessible({ page }: LandfallWindow, part?: string): Promise<void> {
  const axe = (): AxeBuilder => {
    const builder = new AxeBuilder({ page }).exclude('.monaco-editor');
    return part === undefined ? builder : builder.include(part);
  };
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe().analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe().withRules(['color-contrast', 'link-in-text-block']).analyze();
  const found = [...dark.violations, ...light.violations];
  expect(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

/** The window without what fades: a panel that is fading in has less contrast than it will have. */
async function still(landfall: LandfallWindow): Promise<LandfallWindow> {
  await landfall.page.emulateMedia({ reducedMotion: 'reduce' });
  return landfall;
}

test('should have nothing for axe to find in a run, from the first start to its end', async ({
  landfall,
}) => {
  test.setTimeout(120_000);
  await still(landfall);
  await expectAccessible(landfall);
  await landfall.page.getByRole('button', { name: 'Leave the tour' }).click();
  await landfall.run();
  await landfall.landed('intent').waitFor();
  await expectAccessible(landfall);
  await landfall.ended();
  for (const tab of ['Fields', 'Compare', 'Wire', 'Timeline'] as const) {
    await landfall.tab(tab).click();
    await expectAccessible(landfall, '[role=tabpanel]:not([hidden])');
  }
  await landfall.verdict.getByRole('button').click();
  await expectAccessible(landfall, '[role=dialog]');
  await landfall.page.keyboard.press('Escape');
  await landfall.library();
  await expectAccessible(landfall, '[role=dialog]');
  await landfall.page.keyboard.press('Escape');
  // Where the system forces its colours, the editor has them too: black on white, or white on black.
  for (const [colorScheme, colour] of [
    ['dark', 'rgb(0, 0, 0)'],
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(0, 0, 0)'],
  ] as const) {
    await landfall.page.emulateMedia({ colorScheme, forcedColors: 'active' });
    await expect(landfall.schema.locator('.monaco-editor-background')).toHaveCSS('background-color', colour);
  }
});

test('should have nothing for axe to find in files that are not what they should be', async ({
  landfall,
  shell,
}) => {
  test.setTimeout(120_000);
  await still(landfall);
  await landfall.drop('broken.ndjson', BROKEN);
  await landfall.landed('reply').waitFor();
  await expectAccessible(landfall);
  await landfall.tab('Wire').click();
  await landfall.page.getByText('/nowhere').first().click();
  await expectAccessible(landfall, '[role=tabpanel]:not([hidden])');
  await expectAccessible(landfall, 'section[aria-label="Selected operation"]');
  await landfall.drop('bare.ndjson', BARE);
  await landfall.page.getByRole('button', { name: 'Give synthetic times…' }).click();
  await expectAccessible(landfall, '[role=dialog]');
  await landfall.page.keyboard.press('Escape');
  await landfall.answerWith(/Operations, one a line/, ['status-401']);
  await landfall.tab('Timeline').click();
  await landfall.run();
  await landfall.ended(/^refused/);
  await expectAccessible(landfall, 'section[aria-label=Timeline]');
  // One above another, as at 200 % zoom.
  if (shell === 'browser') await landfall.page.setViewportSize({ width: 640, height: 400 });
  await expectAccessible(landfall);
});

test('should have nothing for axe to find in its dialogs and menus', async ({ landfall }) => {
  test.setTimeout(120_000);
  const { page } = await still(landfall);
  await page.getByRole('button', { name: 'Leave the tour' }).click();
  for (const [command, open] of [
    ['Connections…', 'Connections'],
    ['Gates…', 'Gates'],
    ['Help: the guides', 'Help'],
    ['Keyboard shortcuts', 'Keyboard shortcuts'],
    ['Infer schema', 'Schema from…'],
  ] as const) {
    await landfall.find(command);
    if (open === 'Help') await expectAccessible(landfall, '[role=dialog]');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: open }).waitFor();
    if (open === 'Connections') await page.getByRole('button', { name: /^Misbehaves/ }).click();
    await expectAccessible(landfall, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  for (const control of [
    page.getByRole('button', { name: 'Early routing draft' }),
    page.getByRole('button', { name: /^Export/ }),
    page.getByRole('button', { name: 'Runs × 1' }),
    landfall.connection,
    landfall.model,
  ]) {
    await control.click();
    await expectAccessible(landfall, ':popover-open');
    await page.keyboard.press('Escape');
  }
});
