import { Endpoint, type Exchange } from './endpoint.ts';
import { expect, test as base } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

const SEED = '{"op":"add","path":"","value":{}}\n';
const FIELDS = {
  intent: '{"op":"add","path":"/intent","value":"billing"}\n',
  urgency: '{"op":"add","path":"/urgency","value":"high"}\n',
  reply: '{"op":"add","path":"/reply","value":"We return it today."}\n',
};

const test = base.extend<{ endpoint: Endpoint; asked: LandfallWindow }>({
  endpoint: async ({ shell: _shell }, provide) => {
    const endpoint = await Endpoint.start();
    await provide(endpoint);
    await endpoint.close();
  },
  /** The window after one run against the endpoint. */
  asked: async ({ start, endpoint }, provide) => {
    const landfall = await start({ env: { DOTTXT_BASE_URL: endpoint.baseUrl, DOTTXT_API_KEY: 'sk-any' } });
    await landfall.choose(landfall.connection, /dottxt/);
    await landfall.choose(landfall.model, 'openai/gpt-oss-20b');
    const exchange = await ask(landfall, endpoint);
    exchange.begin().send(SEED);
    for (const key of ['intent', 'urgency'] as const) {
      exchange.send(FIELDS[key]);
      await landfall.landed(key).waitFor();
    }
    exchange.end(FIELDS.reply);
    await landfall.ended(/^complete · valid/);
    await provide(landfall);
  },
});

async function ask(landfall: LandfallWindow, endpoint: Endpoint): Promise<Exchange> {
  const next = endpoint.next();
  await landfall.run();
  return next;
}

const PREDICTED = /, predicted [\d,]+ ms$/;

test('should say when a field should come that has not, from the run before', async ({ asked, endpoint }) => {
  const exchange = await ask(asked, endpoint);
  // Before anything has come there is nothing that it could be moved by.
  await expect(asked.ghost('intent')).toHaveAccessibleName(PREDICTED);
  exchange.begin().send(SEED + FIELDS.intent);
  await asked.landed('intent').waitFor();
  await expect(asked.ghost('reply')).toHaveAccessibleName(PREDICTED);
  await expect(
    asked.timeline.getByRole('option', { name: /^urgency expected next, predicted [\d,]+ ms$/ }),
  ).toBeVisible();
  await expect(asked.schema.getByText(/^next ≈ [\d,]+$/)).toBeVisible();
  exchange.end(FIELDS.urgency + FIELDS.reply);
  await asked.ended();
  await expect(asked.tree).not.toContainText('≈');

  // What has landed is measured; at a moment before that the other run says when.
  await asked.playhead.focus();
  await asked.page.keyboard.press('Home');
  await expect(asked.ghost('reply')).toHaveAccessibleName(PREDICTED);
});

test('should say it in an order that has never run', async ({ asked, endpoint }) => {
  await asked.moveProperty('reply', 'up', 2);
  const exchange = await ask(asked, endpoint);
  exchange.begin().send(SEED);
  await expect(asked.tree.getByRole('treeitem').nth(1)).toHaveAccessibleName(/^reply, not landed, predicted/);
  const [reply = 0, intent = 0] = await Promise.all(
    ['reply', 'intent'].map(async (key) => {
      const name = (await asked.ghost(key).getAttribute('aria-label')) ?? '';
      return Number(/([\d,]+) ms$/.exec(name)?.[1]?.replaceAll(',', ''));
    }),
  );
  expect(intent).toBeGreaterThanOrEqual(reply);
  exchange.end(FIELDS.reply + FIELDS.intent + FIELDS.urgency);
  await asked.ended();
});
