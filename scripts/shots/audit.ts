import { AxeBuilder } from '@axe-core/playwright';
import type { Desk } from './desk.ts';

/**
 * What axe finds in the page as it stands, in both themes; a sentence each. Monaco's own subtree is left out: it is not
 * ours to mend.
 */
export async function audit(desk: Desk): Promise<string[]> {
  const { page } = desk;
  await desk.release();
  const found = new Set<string>();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
    for (const { id, nodes } of violations)
      for (const { html } of nodes) found.add(`${id}: ${html.slice(0, 160)}`);
  }
  return [...found];
}
