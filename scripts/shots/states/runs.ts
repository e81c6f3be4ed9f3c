import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../../../e2e/endpoint.ts';
import { bare, broken, deep, long, million, scripts, tiny, torn, wide } from '../captures.ts';
import type { Desk } from '../desk.ts';
import type { State } from '../state.ts';

const seed = '{"op":"add","path":"","value":{}}\n';
const intent = '{"op":"add","path":"/intent","value":"billing"}\n';
const urgency = '{"op":"add","path":"/urgency","value":"high"}\n';

/** What a run can be, in the window as it opens: schema, timeline, document. */
export const RUNS: readonly State[] = [
  { name: 'first-start', arrange: async () => {} },
  { name: 'run-none', arrange: async () => {} },
  {
    name: 'run-waiting',
    held: true,
    async arrange(desk) {
      await desk.ask();
      await desk.page
        .getByText(/waiting/i)
        .first()
        .waitFor();
      await desk.hold();
    },
  },
  {
    name: 'run-mid-stream',
    held: true,
    async arrange(desk) {
      // A run before it, so that it is known what should come, and when.
      await stream(await desk.ask(), true);
      await desk.landfall.ended();
      await stream(await desk.ask(), false);
      await desk.landfall.landed('urgency').waitFor();
      await setTimeout(300);
      await desk.hold();
    },
  },
  {
    name: 'run-mid-stream-first',
    held: true,
    async arrange(desk) {
      await stream(await desk.ask(), false);
      await desk.landfall.landed('urgency').waitFor();
      await desk.hold();
    },
  },
  {
    name: 'run-other-order',
    held: true,
    async arrange(desk) {
      await stream(await desk.ask(), true);
      await desk.landfall.ended();
      await desk.landfall.moveProperty('reply', 'up', 2);
      const exchange = await desk.ask();
      await setTimeout(180);
      exchange.begin().send(seed);
      await desk.landfall.landed('SupportTicket').waitFor();
      await setTimeout(400);
      await desk.hold();
    },
  },
  {
    name: 'run-growing',
    held: true,
    async arrange(desk) {
      const exchange = await desk.ask(/OpenAI/);
      await setTimeout(150);
      exchange.begin(200, { 'content-type': 'text/event-stream' });
      exchange.send(chunk({ reasoning_content: 'The customer was charged twice. ' }));
      await setTimeout(120);
      exchange.send(': ping\n\n').send(chunk({ reasoning_content: 'So billing.' }));
      for (const piece of [
        '{"intent":"bil',
        'ling","urgency":',
        '"high","reply":"You are',
        ' right: the second char',
      ]) {
        await setTimeout(90);
        exchange.send(chunk({ content: piece }));
      }
      await desk.landfall.tree.getByRole('treeitem', { name: /^reply .*growing, not landed$/ }).waitFor();
      await desk.hold();
    },
  },
  { name: 'run-done', arrange: (desk) => desk.finish() },
  {
    name: 'run-fan-out',
    async arrange(desk) {
      await desk.example('Fan out');
      await desk.finish();
    },
  },
  {
    name: 'run-meeting',
    async arrange(desk) {
      await desk.example('Meeting');
      await desk.finish();
    },
  },
  {
    name: 'run-approval',
    async arrange(desk) {
      await desk.example('Human approval');
      await desk.finish();
      await desk.page.getByRole('dialog', { name: /^Approval: / }).waitFor();
    },
  },
  { name: 'run-refused', arrange: (desk) => fail(desk, 'status-401') },
  { name: 'run-refused-long', arrange: (desk) => fail(desk, 'status-502-html') },
  { name: 'run-hang-up', arrange: (desk) => fail(desk, 'hang-up') },
  { name: 'run-cut', arrange: (desk) => fail(desk, 'cut') },
  { name: 'run-error', arrange: (desk) => fail(desk, 'error-object') },
  { name: 'run-truncated', arrange: (desk) => fail(desk, 'truncated') },
  {
    name: 'run-stopped',
    async arrange(desk) {
      const exchange = await desk.ask();
      exchange.begin().send(seed + intent);
      await desk.landfall.landed('intent').waitFor();
      await desk.landfall.stopButton.click();
      await desk.landfall.ended(/^stopped/);
    },
  },
  {
    name: 'run-violates',
    async arrange(desk) {
      const exchange = await desk.ask();
      exchange
        .begin()
        .end(
          `${seed}{"op":"add","path":"/intent","value":"weather"}\n${urgency}{"op":"add","path":"/reply","value":7}\n`,
        );
      await desk.landfall.ended();
      await desk.landfall.verdict.getByRole('button').click();
    },
  },
  ...files({ wide, deep, long, scripts, torn, bare, broken, tiny }),
  {
    name: 'file-empty',
    async arrange({ landfall }) {
      await landfall.drop('notes.txt', 'first\nsecond\n');
      await landfall.ended(/^unknown/);
    },
  },
  {
    name: 'file-million',
    capture: million,
    async arrange({ page }) {
      await page
        .getByText(/1,000,000 ops/)
        .first()
        .waitFor({ timeout: 120_000 });
    },
  },
  {
    name: 'schema-broken',
    async arrange({ landfall, page }) {
      await landfall.schema.getByText('"urgency"', { exact: true }).first().click();
      await page.keyboard.press('End');
      await page.keyboard.type(' oops');
      await landfall.schema.getByText(/^line \d+: /).waitFor();
    },
  },
];

function chunk(delta: object): string {
  return `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta }] })}\n\n`;
}

/** An answer at the pace of a model, whole or up to its last field. */
async function stream(exchange: Exchange, whole: boolean): Promise<void> {
  await setTimeout(160);
  exchange.begin();
  for (const [wait, line] of [
    [40, seed],
    [45, intent],
    [50, urgency],
  ] as const) {
    await setTimeout(wait);
    exchange.send(line);
  }
  if (!whole) return;
  await setTimeout(900);
  exchange.end(
    '{"op":"add","path":"/reply","value":"You are right: the second charge is returned today."}\n',
  );
}

function files(captures: Record<string, () => string>): State[] {
  return Object.entries(captures).map(([name, text]) => ({
    name: `file-${name}`,
    arrange: (desk) => desk.open(`${name}.ndjson`, text()),
  }));
}

async function fail({ landfall }: Desk, fault: string): Promise<void> {
  await landfall.answerWith(/Operations, one a line/, [fault]);
  await landfall.run();
  await landfall.ended(/^(refused|cut|error|timed|incomplete)/);
}
