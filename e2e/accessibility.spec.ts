import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** Every rule of axe, on everything but Monaco's own subtree, which is not ours to mend. */
async function expectAccessible(landfall: LandfallWindow): Promise<void> {
  const { violations } = await new AxeBuilder({ page: landfall.page }).exclude('.monaco-editor').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`should have nothing for axe to find, ${colorScheme}`, async ({ start }) => {
    // Axe takes some seconds for each of the nine states.
    test.setTimeout(120_000);
    const landfall = await start({ colorScheme });
    // A panel that is fading in has less contrast than it will have.
    await landfall.page.emulateMedia({ reducedMotion: 'reduce' });
    await expectAccessible(landfall);
    await landfall.run();
    await landfall.landed('intent').waitFor();
    await expectAccessible(landfall);
    await landfall.ended();
    for (const tab of ['Fields', 'Compare', 'Wire', 'Timeline'] as const) {
      await landfall.tab(tab).click();
      await expectAccessible(landfall);
    }
    await landfall.page.getByRole('button', { name: 'Library' }).click();
    await landfall.page.getByRole('dialog', { name: 'Library' }).waitFor();
    await expectAccessible(landfall);
    await landfall.page.keyboard.press('Escape');
    await landfall.verdict.getByRole('button').click();
    await expectAccessible(landfall);
  });
}
