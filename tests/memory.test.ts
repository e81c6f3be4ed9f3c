import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunRecord } from '../src/core/run/record.ts';
import { fromUtf8 } from '../src/core/wire/utf8.ts';
import { memorySecrets } from '../src/main/secrets/memory-secrets.ts';
import { createServices } from '../src/main/services.ts';

const FULL = process.env['LANDFALL_FULL'] !== undefined;
const OPS = 100_000;
const CYCLES = 100;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.runIf(FULL)(
  'should give back the memory of each run that is closed, in main and in a record',
  { timeout: 600_000 },
  async () => {
    const services = createServices({
      kind: 'browser',
      dataFolder: folder,
      secretStore: memorySecrets(),
      env: {},
    });
    const { handlers } = services;
    const ops = Array.from(
      { length: OPS - 1 },
      (_, i) => `{"op":"add","path":"/items/-","value":"place ${i}","t":${i / 100},"c":${i}}`,
    );
    const name = 'many.patchcap.ndjson';
    writeFileSync(
      join(folder, 'captures', name),
      `{"$":"patchcap","v":1}\n{"op":"add","path":"","value":{"items":[]}}\n${ops.join('\n')}\n{"$":"end","t":1000,"reason":"eof"}\n`,
    );
    /** Reads all of it, as the window does. */
    const cycle = async (): Promise<void> => {
      const { run } = await handlers['captures.open']({ id: name });
      const record = new RunRecord();
      for (let from = 0, done = false; !done;) {
        const chunk = await handlers['runs.read']({ run, from });
        record.pushAll(fromUtf8(chunk.bytes));
        ({ next: from, done } = chunk);
      }
      expect(record.ops).toBe(OPS);
      await handlers['runs.close']({ run });
    };
    for (let i = 0; i < CYCLES / 5; i++) await cycle();
    const before = heap();
    for (let i = CYCLES / 5; i < CYCLES; i++) await cycle();
    // A record of 100,000 operations holds some 17 MB, text included, and main reads in buffers of 1 MB.
    expect(heap() - before).toBeLessThan(4_000_000);
    await services.close();
  },
);

/** Bytes in use after a full collection, buffers included. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
