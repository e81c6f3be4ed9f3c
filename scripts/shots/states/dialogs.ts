import { bare } from '../captures.ts';
import type { Desk } from '../desk.ts';
import type { State } from '../state.ts';

/** What opens over the window. */
export const DIALOGS: readonly State[] = [
  { name: 'library-none', arrange: async ({ landfall }) => void (await landfall.library()) },
  {
    name: 'library-some',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.answerWith(/Operations, one a line/, ['cut']);
      await desk.landfall.run();
      await desk.landfall.ended(/^cut/);
      const library = await desk.landfall.library();
      await library.rows.first().waitFor();
      await library.rows.first().click();
    },
  },
  {
    name: 'library-deleted',
    async arrange(desk) {
      await desk.finish();
      const library = await desk.landfall.library();
      await library.rows.first().click();
      await desk.press('Delete');
      await desk.page.getByRole('button', { name: 'Undo' }).first().waitFor();
    },
  },
  {
    name: 'connections',
    async arrange(desk) {
      await desk.landfall.command('Connections…');
      await desk.page.getByRole('dialog', { name: 'Connections' }).waitFor();
    },
  },
  {
    name: 'connections-endpoint',
    async arrange(desk) {
      await desk.landfall.command('Connections…');
      const dialog = desk.page.getByRole('dialog', { name: 'Connections' });
      await dialog.getByRole('button', { name: /^dottxt/ }).click();
    },
  },
  {
    name: 'connections-faults',
    async arrange(desk) {
      await desk.landfall.command('Connections…');
      await desk.page.getByRole('button', { name: /^Misbehaves/ }).click();
    },
  },
  { name: 'menu-connection', arrange: ({ landfall }) => landfall.connection.click() },
  { name: 'menu-model', arrange: ({ landfall }) => landfall.model.click() },
  {
    name: 'menu-draft',
    async arrange(desk) {
      await desk.finish();
      await desk.page.getByRole('button', { name: / draft$/ }).click();
    },
  },
  {
    name: 'menu-export',
    async arrange(desk) {
      await desk.finish();
      await desk.page.getByRole('button', { name: /^Export/ }).click();
    },
  },
  { name: 'menu-runs', arrange: ({ page }) => page.getByRole('button', { name: 'Runs × 1' }).click() },
  { name: 'menu-schema', arrange: ({ page }) => page.getByRole('button', { name: 'Schema menu' }).click() },
  {
    name: 'verdict',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.verdict.getByRole('button').click();
    },
  },
  opened('gates', 'Gates…', 'Gates'),
  opened('help', 'Help: the guides', 'Help'),
  opened('shortcuts', 'Keyboard shortcuts', 'Keyboard shortcuts'),
  opened('convert', 'Infer schema', 'Schema from…'),
  opened('race', 'race two', 'Race'),
  { name: 'palette', arrange: ({ page }) => page.keyboard.press('ControlOrMeta+k') },
  {
    name: 'palette-nothing',
    async arrange({ page }) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Command' }).fill('zebra');
    },
  },
  {
    name: 'synthetic',
    async arrange(desk) {
      await desk.open('bare.ndjson', bare());
      await desk.page.getByRole('button', { name: 'Give synthetic times…' }).click();
    },
  },
  {
    name: 'drop-zone',
    async arrange({ page }) {
      const transfer = await page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'run.ndjson'));
        return data;
      });
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    },
  },
];

function opened(name: string, command: string, dialog: string): State {
  return {
    name,
    async arrange(desk: Desk) {
      await desk.landfall.command(command);
      await desk.page.getByRole('dialog', { name: dialog, exact: true }).waitFor();
    },
  };
}
