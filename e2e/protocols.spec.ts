import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Endpoint } from './endpoint.ts';
import { expect, test as base } from './fixtures.ts';

const KEY = 'sk-planted-0815-abcdef';

const test = base.extend<{ endpoint: Endpoint }>({
  endpoint: async ({ shell }, provide) => {
    const endpoint = await Endpoint.start(['gpt-x', `${shell}/other`]);
    await provide(endpoint);
    await endpoint.close();
  },
});

test('should show reasoning as a lane with its text, and a string while it grows', async ({ landfall }) => {
  await landfall.answerWith(/Chat chunks, content/, ['Thinks first']);
  await landfall.run();
  await expect(landfall.tree.getByRole('treeitem', { name: /^reply .*growing, not landed$/ })).toBeVisible({
    timeout: 15_000,
  });
  await landfall.ended(/^complete · valid/);
  await expect(landfall.landed('reply')).toBeVisible();
  await landfall.timeline.getByRole('button', { name: 'reasoning lane' }).click();
  const panel = landfall.page.getByRole('region', { name: 'Selected operation' });
  await expect(panel.getByRole('heading', { name: 'Reasoning' })).toBeVisible();
  await landfall.verdict.getByRole('button').click();
  const details = landfall.page.getByRole('dialog');
  await expect(details).toContainText('OpenAI chat completions · server-sent events');
  await expect(details).toContainText('completion tokens');
  await landfall.page.keyboard.press('Escape');

  await landfall.tab('Wire').click();
  const wire = landfall.page.getByRole('tabpanel', { name: 'Wire' });
  await wire.getByLabel('Filter by text').fill('[done]');
  await expect(wire.getByRole('treeitem')).toHaveCount(1);
  await expect(wire.getByRole('treeitem', { name: /mark .* ms \[DONE\]$/ })).toBeVisible();
  await wire.getByLabel('Filter by text').fill('billing');
  await wire.getByText('/intent', { exact: true }).click();
  await expect(panel.getByRole('heading', { name: /^Frame \d+$/ })).toBeVisible();
  await expect(panel).toContainText('"content":"\\"billing\\""');
  await expect(landfall.landed('intent')).toHaveAttribute('aria-selected', 'true');
  await landfall.page.keyboard.press('ArrowRight');
  await landfall.page.keyboard.press('ArrowRight');
  await expect(panel).toContainText('"path":"/intent"');
  await expect(wire.getByRole('treeitem', { level: 2, selected: true })).toBeVisible();
  await panel.getByRole('button', { name: /^Frame \d+$/ }).click();
  await expect(wire.getByRole('treeitem', { level: 1, selected: true })).toBeVisible();
});

test('should call out a server that sorts keys, on the run and in the tree', async ({ landfall }) => {
  await landfall.choose(landfall.model, 'sim/instant');
  await landfall.answerWith(/Operations, one a line/, ['sorted-keys']);
  await landfall.run();
  await landfall.ended(/^complete · valid/);
  const notice = landfall.page.getByRole('button', { name: '1 key out of declared order' });
  await notice.hover();
  await expect(landfall.page.getByText('The server re-sorts keys')).toBeVisible();
  await expect(landfall.tree.getByLabel('out of declared order')).toHaveCount(1);
});

test('should show two interleaved tool calls each as a document, and keep the key to itself', async ({
  start,
  endpoint,
  dataFolder,
}) => {
  const landfall = await start({ env: { OPENAI_BASE_URL: endpoint.baseUrl, OPENAI_API_KEY: KEY } });
  let received = '';
  landfall.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => (received += payload.toString()));
  });
  await landfall.page.reload();
  await expect(landfall.runButton).toBeEnabled();
  await landfall.choose(landfall.connection, /OpenAI/);
  await landfall.choose(landfall.model, 'gpt-x');
  const next = endpoint.next();
  await landfall.run();
  const exchange = await next;
  expect(exchange.headers['authorization']).toBe(`Bearer ${KEY}`);
  exchange.begin(200, { 'content-type': 'text/event-stream', 'x-debug-key': KEY });
  exchange.send(call(0, { id: 'a', function: { name: 'book_room', arguments: '' } }));
  exchange.send(call(1, { id: 'b', function: { name: 'send_mail', arguments: '' } }));
  exchange.send(call(0, { function: { arguments: '{"room":"at' } }));
  exchange.send(call(1, { function: { arguments: '{"to":"ann","te' } }));
  exchange.send(call(0, { function: { arguments: 'tic"}' } }));
  exchange.send(call(1, { function: { arguments: `xt":"echo ${KEY}"}` } }));
  exchange.end(
    `${data({ choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] })}data: [DONE]\n\n`,
  );
  await landfall.ended(/^incomplete/);

  await expect(landfall.landed('room')).toBeVisible();
  await expect(landfall.landed('to')).toBeHidden();
  const documents = landfall.page.getByRole('group', { name: 'Document of the run' });
  await landfall.tab('Fields').click();
  await expect(landfall.page.getByText(/^Of book_room alone, the first of 2 documents\./)).toBeVisible();
  await landfall.tab('Timeline').click();
  await documents.getByRole('button', { name: 'send_mail' }).click();
  await expect(landfall.landed('to')).toBeVisible();
  await expect(landfall.landed('room')).toBeHidden();
  await landfall.timeline.getByRole('button', { name: 'book_room lane' }).click();
  await expect(landfall.landed('room')).toBeVisible();

  await landfall.page.getByRole('button', { name: 'Copy as', exact: true }).click();
  await expect(landfall.page.getByRole('menuitem', { name: 'curl' })).toBeVisible();
  await landfall.page.keyboard.press('Escape');

  expect(received).toContain('book_room');
  expect(received).not.toContain(KEY);
  expect(await landfall.page.content()).not.toContain(KEY);
  const written = filesIn(dataFolder).map((file) => readFileSync(file, 'latin1'));
  expect(written.join('')).toContain('send_mail');
  for (const text of written) expect(text).not.toContain(KEY);
});

test('should make a schema of a Pydantic class, and undo it in one step', async ({ landfall }) => {
  await landfall.page.getByRole('button', { name: 'Schema menu' }).click();
  await landfall.page.getByRole('menuitem', { name: /Paste a Pydantic class/ }).click();
  const dialog = landfall.page.getByRole('dialog', { name: 'Schema from…' });
  const text = dialog.getByRole('textbox', { name: 'Pydantic' });
  await text.fill('class Odd(BaseModel):\n    f: Callable[[int], str]\n');
  await expect(dialog.getByText('line 2')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Replace the schema' })).toBeDisabled();
  await text.fill('class Trip(BaseModel):\n    city: str\n    nights: int\n');
  await dialog.getByRole('button', { name: 'Replace the schema' }).click();
  await expect(landfall.ghost('nights')).toBeVisible();
  await landfall.page.getByRole('button', { name: 'Undo' }).click();
  await expect(landfall.ghost('urgency')).toBeVisible();
});

function call(index: number, piece: object): string {
  return data({ choices: [{ index: 0, delta: { tool_calls: [{ index, type: 'function', ...piece }] } }] });
}

function data(chunk: object): string {
  return `data: ${JSON.stringify({ object: 'chat.completion.chunk', ...chunk })}\n\n`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
