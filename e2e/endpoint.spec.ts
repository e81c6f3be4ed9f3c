import type { LandfallWindow } from './window.ts';
import { Endpoint, type Exchange } from './endpoint.ts';
import { expect, test as base } from './fixtures.ts';

const KEY = 'sk-planted-4711';

const test = base.extend<{ endpoint: Endpoint; connected: LandfallWindow }>({
  endpoint: async ({ shell }, provide) => {
    const endpoint = await Endpoint.start([`openai/gpt-oss-20b`, `${shell}/other`]);
    await provide(endpoint);
    await endpoint.close();
  },
  /** The window with dottxt's preset pointed at the test's endpoint, as the environment does it. */
  connected: async ({ start, endpoint }, provide) => {
    const landfall = await start({ env: { DOTTXT_BASE_URL: endpoint.baseUrl, DOTTXT_API_KEY: KEY } });
    await landfall.choose(landfall.connection, /dottxt/);
    await landfall.choose(landfall.model, 'openai/gpt-oss-20b');
    await provide(landfall);
  },
});

test('should send exactly the request of the SDK, with the schema as it is written', async ({
  connected,
  endpoint,
}) => {
  const next = endpoint.next();
  await connected.run();
  const exchange = await next;
  expect(exchange.path).toBe('/v1/chat/completions');
  expect(exchange.headers['authorization']).toBe(`Bearer ${KEY}`);
  expect(exchange.headers['content-type']).toBe('application/json');
  expect(exchange.headers['accept']).toBe('*/*');
  const body = JSON.parse(exchange.body) as Record<string, unknown>;
  expect(Object.keys(body)).toEqual([
    'model',
    'messages',
    'response_format',
    'temperature',
    'max_tokens',
    'seed',
    'stream',
  ]);
  expect(body['stream']).toBe('patch');
  expect(exchange.body.indexOf('"intent"')).toBeLessThan(exchange.body.indexOf('"reply"'));
  exchange
    .begin()
    .send('{"op":"add","path":"","value":{}}\n{"op":"add","path":"/intent","value":"billing"}\n');
  await expect(connected.landed('intent')).toBeVisible();
  exchange.send('{"op":"add","path":"/urgency","value":"high"}\n');
  exchange.end('{"op":"add","path":"/reply","value":"Done."}');
  await connected.ended(/^complete · valid/);
});

test('should show status and body of a refused request, and the key in none of it', async ({
  connected,
  endpoint,
}) => {
  const next = endpoint.next();
  await connected.run();
  (await next)
    .begin(403, { 'content-type': 'application/json' })
    .end(`{"error":"Forbidden","message":"no access for ${KEY}"}`);
  await expect(connected.verdict).toContainText(/^refused/);
  await connected.verdict.getByRole('button').click();
  await expect(connected.page.getByText('no access for').first()).toBeVisible();
  await expect(connected.page.getByText('403').first()).toBeVisible();
  expect(await connected.page.content()).not.toContain(KEY);
});

const ENDINGS: [string, RegExp, (exchange: Exchange) => void][] = [
  ['a connection that breaks', /^cut/, (exchange) => exchange.begin().send(SEED).cut()],
  [
    'an error in the stream',
    /^error in stream/,
    (exchange) => exchange.begin().end(`${SEED}{"error":{"message":"overloaded"}}\n`),
  ],
  [
    'a body that ends early',
    /^incomplete · missing required fields/,
    (exchange) => exchange.begin().end(`${SEED}${INTENT}`),
  ],
  [
    'a document that breaks the schema',
    /^incomplete · violates the schema/,
    (exchange) => exchange.begin().end(`${SEED}${INTENT}${URGENCY}{"op":"add","path":"/reply","value":7}\n`),
  ],
];
const SEED = '{"op":"add","path":"","value":{}}\n';
const INTENT = '{"op":"add","path":"/intent","value":"billing"}\n';
const URGENCY = '{"op":"add","path":"/urgency","value":"high"}\n';

for (const [title, verdict, answer] of ENDINGS) {
  test(`should say what happened after ${title}`, async ({ connected, endpoint }) => {
    const next = endpoint.next();
    await connected.run();
    answer(await next);
    await expect(connected.verdict).toContainText(verdict);
  });
}

test('should say that the key is missing before anything is sent', async ({ start, endpoint }) => {
  const landfall = await start({ env: { DOTTXT_BASE_URL: endpoint.baseUrl } });
  await landfall.choose(landfall.connection, /dottxt/);
  await landfall.choose(landfall.model, 'openai/gpt-oss-20b');
  await landfall.run();
  const alert = landfall.page.getByRole('alert').filter({ hasText: 'needs a key' });
  await expect(alert).toBeVisible();
  expect(endpoint.exchanges).toHaveLength(0);
  await landfall.choose(landfall.connection, /Simulator/);
  await expect(alert).toBeHidden();
});
