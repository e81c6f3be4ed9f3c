import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from '../e2e/serve.ts';
import type { OpenedRun } from '../src/bridge/contract.ts';
import { fromUtf8 } from '../src/core/wire/utf8.ts';
import { memorySecrets } from '../src/main/secrets/memory-secrets.ts';
import { createServices } from '../src/main/services.ts';
import { serve } from '../src/main/web/serve.ts';
import type { Timed } from './arrival.ts';
import { microseconds } from './paced-server.ts';

/**
 * The browser shell in a process of its own, from its sources, so that a run's times can be laid on the machine's clock.
 * Says its address; then, for each word, when the next run's operations were sent and how much later they were stamped.
 */
const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-arrival-'));
const services = createServices({
  kind: 'browser',
  dataFolder: folder,
  secretStore: memorySecrets(),
  env: process.env,
});
const served = await serve(services, join(ROOT, 'out/renderer'), 0);
const { handlers } = services;
process.on('message', () => void nextRun());
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
process.send?.({ address: served.invitation() });

const CLOCK_READS = 20;

/** The run that was told last: it stays the latest until the next one starts. */
let told = '';

async function nextRun(): Promise<void> {
  for (;;) {
    const live = await latest();
    if (live !== undefined && live.run !== told) {
      told = live.run;
      return tell(live.run);
    }
    await setTimeout(5);
  }
}

async function tell(run: string): Promise<void> {
  /** The machine's clock at the run's `t0`: the answers that took the least time to come say it best. */
  let t0 = Infinity;
  let text = '';
  let from = 0;
  async function read(): Promise<boolean> {
    const chunk = await handlers['runs.read']({ run, from });
    if (chunk.now !== null) t0 = Math.min(t0, microseconds() / 1000 - chunk.now);
    text += `${fromUtf8(chunk.bytes)}\n`;
    from = chunk.next;
    return chunk.done;
  }
  // Whoever reads to the end is a second window, which nobody asked to be measured; the clock takes a few answers.
  for (let i = 0; i < CLOCK_READS; i++) await read();
  while ((await latest())?.live === true) await setTimeout(50);
  while (!(await read())) continue;
  const timed: Timed[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('{"op"')) continue;
    const op = JSON.parse(line) as { path: string; value: unknown; t: number };
    if (typeof op.value !== 'number') continue;
    const sent = op.value / 1000;
    timed.push({ sent, error: t0 + op.t - sent });
  }
  process.send?.({ timed });
}

async function latest(): Promise<OpenedRun | undefined> {
  return (await handlers['app.info']({})).live[0];
}
