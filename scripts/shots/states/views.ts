import { broken, long, routed, scripts, wide } from '../captures.ts';
import type { Desk } from '../desk.ts';
import type { State } from '../state.ts';

/** The tabs in the middle: Fields with its lab, Compare with its race, Wire. */
export const VIEWS: readonly State[] = [
  { name: 'fields-none', arrange: (desk) => show(desk, 'Fields') },
  { name: 'fields-done', arrange: (desk) => on(desk, 'Fields') },
  {
    name: 'fields-series',
    async arrange(desk) {
      await series(desk, 5);
      await desk.landfall.tab('Fields').click();
    },
  },
  { name: 'fields-wide', arrange: (desk) => fileOn(desk, 'Fields', wide()) },
  { name: 'fields-long', arrange: (desk) => fileOn(desk, 'Fields', long()) },
  { name: 'fields-scripts', arrange: (desk) => fileOn(desk, 'Fields', scripts()) },
  { name: 'what-if-suggested', arrange: (desk) => desk.suggest() },
  {
    name: 'what-if-untouched',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.command('What if');
    },
  },
  {
    name: 'what-if-series',
    async arrange(desk) {
      await desk.example('Meeting');
      await series(desk, 4);
      await desk.landfall.command('What if');
      await desk.page.getByRole('button', { name: 'Suggest order' }).click();
      await desk.page.getByText('prediction, not measurement').waitFor();
    },
  },
  {
    name: 'what-if-wide',
    async arrange(desk) {
      await desk.open('wide.ndjson', wide());
      await desk.page.getByRole('button', { name: 'Edit its draft' }).click();
      await desk.dismiss();
      await desk.landfall.command('What if');
      await desk.page
        .getByRole('table', { name: 'Fields' })
        .getByRole('button', { name: 'field_03', exact: true })
        .focus();
      for (let n = 0; n < 2; n++) await desk.press('Alt+ArrowUp');
    },
  },
  { name: 'compare-none', arrange: (desk) => show(desk, 'Compare') },
  {
    name: 'compare-two',
    async arrange(desk) {
      await desk.finish();
      await desk.landfall.moveProperty('reply', 'up', 2);
      await desk.landfall.runAnew();
      await desk.landfall.tab('Compare').click();
      await desk.page.getByRole('combobox', { name: 'Run to compare with' }).click();
      await desk.page.getByRole('option').first().click();
      await desk.page.getByRole('table', { name: 'Comparison' }).waitFor();
    },
  },
  {
    name: 'compare-race',
    async arrange(desk) {
      await desk.page.getByRole('button', { name: /^Runs × \d+$/ }).click();
      await desk.page.getByRole('button', { name: 'Race…' }).click();
      const dialog = desk.page.getByRole('dialog', { name: 'Race', exact: true });
      await dialog.getByRole('combobox', { name: 'Order of B' }).click();
      await desk.page.getByRole('option', { name: /^reply first/ }).click();
      await dialog.getByRole('button', { name: 'Start the race' }).click();
      await desk.landfall.ended();
      await desk.page.getByText(/too few to tell/).waitFor();
    },
  },
  { name: 'wire-none', arrange: (desk) => show(desk, 'Wire') },
  { name: 'wire-done', arrange: (desk) => on(desk, 'Wire') },
  {
    name: 'wire-chat',
    async arrange(desk) {
      await desk.landfall.answerWith(/Chat chunks, content/, ['Thinks first']);
      await desk.landfall.run();
      await desk.landfall.ended();
      await desk.landfall.tab('Wire').click();
    },
  },
  { name: 'wire-broken', arrange: (desk) => fileOn(desk, 'Wire', broken()) },
  { name: 'wire-long', arrange: (desk) => fileOn(desk, 'Wire', long()) },
  { name: 'wire-routed', arrange: (desk) => fileOn(desk, 'Wire', routed()) },
];

async function on(desk: Desk, tab: 'Fields' | 'Wire'): Promise<void> {
  await desk.finish();
  await show(desk, tab);
}

async function fileOn(desk: Desk, tab: 'Fields' | 'Wire', text: string): Promise<void> {
  await desk.open('capture.ndjson', text);
  await show(desk, tab);
}

/** The code of a view may come when it is first shown. */
async function show(desk: Desk, tab: 'Fields' | 'Compare' | 'Wire'): Promise<void> {
  await desk.landfall.tab(tab).click();
  await desk.page.getByRole('tabpanel', { name: tab }).locator('*').first().waitFor();
}

async function series(desk: Desk, count: number): Promise<void> {
  await desk.page.getByRole('button', { name: /^Runs × \d+$/ }).click();
  await desk.page.getByRole('spinbutton', { name: 'Runs, one after another' }).fill(String(count));
  await desk.press('Escape');
  await desk.landfall.run();
  await desk.page.getByRole('button', { name: `Run ${count} of ${count}` }).waitFor({ timeout: 60_000 });
  await desk.landfall.runButton.waitFor({ timeout: 60_000 });
}
