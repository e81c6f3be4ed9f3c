import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../e2e/serve.ts';
import { fromUtf8 } from '../src/core/wire/utf8.ts';
import { memorySecrets } from '../src/main/secrets/memory-secrets.ts';
import { createServices } from '../src/main/services.ts';
import { serve } from '../src/main/web/serve.ts';
import { microseconds } from './paced-server.ts';

/**
 * The browser shell in a process of its own, from its sources, so that a run's times can be laid on the machine's clock.
 * Says its address; then, for each word, the errors of the next run's arrival times in milliseconds.
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

/** The run that was told last: it stays the latest until the next one starts. */
let told = '';

async function nextRun(): Promise<void> {
  for (;;) {
    const [live] = (await handlers['app.info']({})).live;
    if (live !== undefined && live.run !== told) {
      told = live.run;
      return tell(live.run);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function tell(run: string): Promise<void> {
  /** The machine's clock at the run's `t0`: the answers that took the least time to come say it best. */
  let t0 = Infinity;
  let text = '';
  for (let from = 0; ;) {
    const chunk = await handlers['runs.read']({ run, from });
    if (chunk.now !== null) t0 = Math.min(t0, microseconds() / 1000 - chunk.now);
    text += `${fromUtf8(chunk.bytes)}\n`;
    from = chunk.next;
    if (chunk.done) break;
  }
  const errors: number[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('{"op"')) continue;
    const op = JSON.parse(line) as { path: string; value: unknown; t: number };
    if (typeof op.value === 'number') errors.push(t0 + op.t - op.value / 1000);
  }
  process.send?.({ errors });
}
