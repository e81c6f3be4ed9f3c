import { expect, test } from './fixtures.ts';
import type { LandfallWindow } from './window.ts';

/** What the Simulator does wrong, and what the window says of it: the verdict, and words of its reason. */
type Fault = [name: string, verdict: RegExp, reason: RegExp];

const OPERATIONS: Fault[] = [
  ['status-401', /^refused · HTTP 401/, /refused the key/],
  ['status-403', /^refused · HTTP 403/, /no access to this model/],
  ['status-429', /^refused · HTTP 429/, /asks to wait/],
  ['status-500', /^refused · HTTP 500/, /CUDA out of memory/],
  ['status-502-html', /^refused · HTTP 502/, /The server that should have answered is not there/],
  ['html', /^refused · HTTP 200/, /web page rather than a stream/],
  ['hang-up', /^cut/, /closed the connection/],
  ['no-answer', /^timed out/, /Nothing came for 1 s/],
  ['redirect-same-origin', /^refused · HTTP 307/, /redirects to/],
  ['redirect-other-origin', /^refused · HTTP 307/, /A request with a key is not sent on/],
  ['error-object', /^error in stream/, /inside the stream/],
  ['error-flat', /^error in stream/, /inside the stream/],
  ['cut', /^cut/, /before the answer was complete/],
  ['silence', /^timed out/, /A longer timeout/],
  ['truncated', /^incomplete · missing required fields/, /never arrived/],
  ['bad-line', /^complete · valid.*1 error/, /could not be read or applied/],
  ['invalid-utf8', /^complete · valid.*1 error/, /could not be read or applied/],
  ['impossible-operation', /^complete · valid.*1 error/, /could not be read or applied/],
  ...[
    'unknown-event',
    'duplicate-keys',
    'sorted-keys',
    'heartbeats',
    'crlf',
    'no-last-newline',
    'byte-order-mark',
    'several-in-one-write',
    'one-in-many-writes',
    'split-utf8',
    'gzip',
  ].map((name): Fault => [name, /^complete · valid/, /satisfies the schema/]),
];

const CHUNKS: Fault[] = [
  ['error-chunk', /^error in stream/, /inside the stream/],
  ['error-event', /^error in stream/, /inside the stream/],
  ['error-field', /^error in stream/, /inside the stream/],
  ['cut', /^cut/, /before the answer was complete/],
  ['truncated', /^incomplete/, /token limit.*raise max_tokens/],
  ['cr', /^complete · valid/, /end marker/],
  ['split-utf8', /^complete · valid/, /end marker/],
  ['one-in-many-writes', /^complete · valid/, /end marker/],
];

test('should give each fault of an operation stream its verdict in words', async ({ landfall }) => {
  test.setTimeout(90_000);
  await prepare(landfall);
  for (const fault of OPERATIONS) await tryFault(landfall, fault);
});

test('should give each fault of a chat stream its verdict in words', async ({ landfall }) => {
  test.setTimeout(60_000);
  await landfall.answerWith(/Chat chunks, content/);
  await prepare(landfall);
  for (const fault of CHUNKS) await tryFault(landfall, fault);
});

test('should count silence down against the timeout, and try again only when asked to', async ({
  landfall,
}) => {
  await prepare(landfall);
  await landfall.page.getByRole('textbox', { name: /^timeout/ }).fill('5');
  await landfall.page.getByRole('textbox', { name: 'Extra members' }).fill(extraFor('no-answer'));
  await landfall.run();
  await expect(landfall.verdict).toContainText(/silent, [12] s left/);
  await landfall.stopButton.click();
  await landfall.ended(/^stopped/);
  await landfall.page.getByRole('textbox', { name: 'Extra members' }).fill('{}');
  await landfall.timeline.getByRole('button', { name: 'Retry' }).click();
  await landfall.ended(/^complete · valid/);
});

/** The fastest model, the shortest timeout, and the request's own members in sight. */
async function prepare(landfall: LandfallWindow): Promise<void> {
  await landfall.choose(landfall.model, 'sim/instant');
  await landfall.page.getByRole('textbox', { name: /^timeout/ }).fill('1');
  await landfall.page.getByRole('button', { name: /^extra/ }).click();
}

async function tryFault(landfall: LandfallWindow, [name, verdict, reason]: Fault): Promise<void> {
  await test.step(name, async () => {
    await landfall.page.getByRole('textbox', { name: 'Extra members' }).fill(extraFor(name));
    await landfall.runAnew();
    await expect(landfall.verdict, name).toContainText(verdict);
    await landfall.verdict.getByRole('button').click();
    await expect(landfall.page.getByRole('dialog'), name).toContainText(reason);
    await landfall.page.keyboard.press('Escape');
    await expect(landfall.page.getByRole('dialog')).toBeHidden();
  });
}

function extraFor(fault: string): string {
  return JSON.stringify({ simulator: { faults: [fault] } });
}
