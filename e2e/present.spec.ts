import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

const ROUTED = `{"$":"patchcap","v":1,"t0":"request-sent","draft":{"title":"Triage","input":"I was charged twice.","gates":[{"name":"dispatch to billing","kind":"task","fields":["/intent"],"duration":{"base":400}}]}}
{"op":"add","path":"","value":{},"t":200,"c":1}
{"op":"add","path":"/intent","value":"billing","t":249,"c":2}
{"op":"add","path":"/urgency","value":"high","t":300,"c":3}
{"op":"add","path":"/reply","value":"We return it today.","t":1289,"c":4}
{"$":"end","t":1320,"reason":"eof"}
`;
const BARE = `{"op":"add","path":"","value":{}}
{"op":"add","path":"/topic","value":"tides"}
{"op":"add","path":"/steps","value":["look"]}
`;

/** What a speaker has in hand: a clicker. What the audience sees: the stage. */
class Stage {
  readonly page: Page;
  readonly stage: Locator;
  readonly fields: Locator;

  constructor({ page }: LandfallWindow) {
    this.page = page;
    this.stage = page.getByRole('dialog', { name: 'Present' });
    this.fields = this.stage.getByRole('list', { name: 'Fields' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Present' }).click();
    await this.stage.waitFor();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  field(name: string): Locator {
    return this.fields.getByRole('listitem').filter({ hasText: name });
  }
}

test('should tell a capture from prompt to number by the keys of a clicker alone', async ({ landfall }) => {
  await landfall.drop('routed.ndjson', ROUTED);
  await landfall.landed('reply').waitFor();
  const stage = new Stage(landfall);
  await stage.open();
  await expect(stage.stage).toContainText('I was charged twice.');
  await stage.press('PageDown');
  await expect(stage.field('intent')).toBeVisible();
  await expect(stage.field('intent')).not.toContainText('ms');
  await stage.press('PageDown');
  await expect(stage.field('intent')).toContainText('"billing"');
  await expect(stage.field('intent')).toContainText('249 ms');
  await expect(stage.field('intent')).toContainText('▲ dispatch to billing');
  await expect(stage.field('reply')).not.toContainText('1,289 ms');
  await stage.press('PageDown', 'PageDown', 'PageDown');
  await expect(stage.fields.getByRole('listitem').last()).toContainText('1,320 ms');
  await stage.press('PageUp');
  await expect(stage.fields.getByRole('listitem').last()).not.toContainText('1,320 ms');
  await stage.press('PageDown', 'PageDown');
  await expect(stage.stage).toContainText(
    'dispatch to billing after 249 ms, 989 ms sooner than with reply first (predicted).',
  );
  await stage.press('PageDown', 'PageDown');
  const lanes = stage.stage.getByRole('region');
  await expect(lanes.filter({ hasText: 'predicted' })).toContainText('reply first');
  await expect(lanes.filter({ hasText: 'measured' })).toContainText('intent first');
  await expect(stage.stage).toContainText('sooner by989 ms');
  await stage.press('b');
  await expect(stage.page.getByRole('button', { name: 'Show the stage again' })).toBeVisible();
  await stage.press('b', 'Escape');
  await expect(stage.stage).toBeHidden();
  await expect(stage.page.getByRole('button', { name: 'Present' })).toBeFocused();
});

test('should hold the number against a run that answers the same, and predict where it does not', async ({
  landfall,
}) => {
  await landfall.run();
  await landfall.ended();
  await landfall.moveProperty('reply', 'up', 2);
  await landfall.runAnew();
  await landfall.tab('Compare').click();
  await landfall.page.getByRole('combobox', { name: 'Run to compare with' }).click();
  await landfall.page.getByRole('option').first().click();
  await landfall.page.getByRole('table', { name: 'Comparison' }).waitFor();
  const stage = new Stage(landfall);
  await stage.open();
  await stage.press('PageDown', ' ', 'PageDown', 'PageDown');
  await expect(stage.stage).toContainText(/ms later than with intent first\./);
  await stage.press('Escape');

  await landfall.drop('routed.ndjson', ROUTED.replace('/intent', '/topic').replace('/intent', '/topic'));
  await landfall.landed('topic').waitFor();
  await stage.open();
  await stage.press('PageDown', ' ', 'PageDown', 'PageDown');
  await expect(stage.stage).toContainText('sooner than with reply first (predicted).');
});

test('should play, hold, change pace and put one field in the light', async ({ landfall }) => {
  await landfall.drop('routed.ndjson', ROUTED);
  await landfall.landed('reply').waitFor();
  const stage = new Stage(landfall);
  await stage.open();
  await expect(stage.stage).toContainText('measured · replayed');
  await stage.press('PageDown', '-');
  await expect(stage.stage).toContainText('replayed at 0.5×');
  await stage.press('+', '+', '+', '+');
  await expect(stage.stage).toContainText('replayed at 10×');
  await stage.press('F5');
  await expect(stage.field('reply')).toContainText('1,289 ms');
  await stage.press('s');
  await expect(stage.stage.getByRole('heading', { name: 'reply' })).toBeVisible();
  await stage.press('ArrowUp');
  await expect(stage.stage.getByRole('heading', { name: 'urgency' })).toBeVisible();
  await expect(stage.stage).toContainText('300 ms');
  await expect(stage.stage.getByRole('status', { name: 'Now on stage' })).toContainText(
    '3 of 3 fields landed',
  );
});

test('should show a live run as it arrives, and say that it is live and simulated', async ({ landfall }) => {
  const stage = new Stage(landfall);
  await stage.open();
  await stage.press('PageDown');
  await expect(stage.field('reply')).toBeVisible();
  await stage.press('PageDown');
  await expect(stage.stage).toContainText('simulated · live');
  await expect(stage.field('intent')).toContainText('ms');
  await expect(stage.field('reply')).toContainText(/\d ms/, { timeout: 15_000 });
  await expect(stage.stage).toContainText('simulated · replayed');
});

test('should ask the room what a gate asks, and take the answer by key', async ({ landfall }) => {
  await landfall.page
    .getByRole('button', { name: / draft$/ })
    .first()
    .click();
  await landfall.page.getByRole('menuitem', { name: /Human approval/ }).click();
  const stage = new Stage(landfall);
  await stage.open();
  await stage.press('PageDown', 'PageDown');
  const question = stage.stage.getByRole('alertdialog', { name: 'Approval: approve action' });
  await expect(question).toContainText('delete_account', { timeout: 15_000 });
  await expect(stage.stage).toContainText('approve action: a person is asked');
  await stage.press('n');
  await expect(question).toBeHidden();
  await expect(stage.stage).toContainText('approve action: declined', { timeout: 15_000 });
  await expect(stage.stage).toContainText('send reply: discarded');
});

test('should tell the number and the race of a run of many operations', async ({ landfall }) => {
  const lines = [
    '{"$":"patchcap","v":1,"t0":"request-sent"}',
    '{"op":"add","path":"","value":{},"t":200,"c":1}',
    '{"op":"add","path":"/topic","value":"tides","t":250,"c":2}',
    '{"op":"add","path":"/items","value":[],"t":260,"c":3}',
    ...Array.from(
      { length: 6000 },
      (_, i) => `{"op":"add","path":"/items/${i}","value":${i},"t":${261 + i},"c":${4 + i}}`,
    ),
    '{"$":"end","t":6300,"reason":"eof"}',
  ];
  await landfall.drop('long.ndjson', lines.join('\n'));
  await landfall.landed('topic').waitFor();
  const stage = new Stage(landfall);
  await stage.open();
  await stage.press('PageDown', ' ', 'PageDown', 'PageDown');
  await expect(stage.stage).toContainText(
    'topic after 250 ms, 6,010 ms sooner than with items first (predicted).',
  );
  await stage.press('r', 'PageDown');
  await expect(stage.stage).toContainText('sooner by6,010 ms');
});

test('should show no millisecond of a capture without times', async ({ landfall }) => {
  await landfall.drop('plan.ndjson', BARE);
  await expect(landfall.tree).toContainText('tides');
  const stage = new Stage(landfall);
  await stage.open();
  await stage.press('PageDown', 'PageDown');
  await expect(stage.field('topic')).toContainText('"tides"');
  await expect(stage.stage).toContainText('no times');
  await expect(stage.stage).not.toContainText(/\d ms/);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`should be large enough to read from the last row, and have nothing for axe to find, ${colorScheme}`, async ({
    start,
  }) => {
    test.setTimeout(90_000);
    const landfall = await start({ colorScheme });
    // A colour on its way to another is nobody's to read.
    await landfall.page.emulateMedia({ reducedMotion: 'reduce' });
    await landfall.drop('routed.ndjson', ROUTED);
    await landfall.landed('reply').waitFor();
    const stage = new Stage(landfall);
    await stage.open();
    // Prompt, fields, a landing, the brace, the number, the race at its end, one field in the light.
    for (const keys of [
      [],
      ['PageDown'],
      ['PageDown'],
      ['End', 'PageDown', 'PageDown', 'PageDown'],
      ['PageDown'],
      ['PageDown', 'PageDown'],
      ['s'],
    ]) {
      await stage.press(...keys);
      expect(await smallestText(stage.stage)).toBeGreaterThanOrEqual(24);
      const { violations } = await new AxeBuilder({ page: stage.page }).include('[role=dialog]').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
    }
  });
}

/** The smallest font size, in CSS pixels, of any text that is painted. */
function smallestText(stage: Locator): Promise<number> {
  return stage.evaluate((root) => {
    let smallest = Number.POSITIVE_INFINITY;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.textContent ?? '').trim() === '' || element.closest('.sr-only') !== null)
        continue;
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(element).fontSize));
    }
    return smallest;
  });
}
