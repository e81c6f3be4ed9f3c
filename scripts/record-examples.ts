/**
 * Records a run of each example (or of those named) from the Simulator, through the same client as the window's, into
 * `examples/<id>/run.patchcap.ndjson`. Takes as long as the runs do: some fifteen seconds for all.
 *
 *     npx node scripts/record-examples.ts [ID…]
 */
import { writeFileSync } from 'node:fs';

import type { Example } from '../src/bridge/contract.ts';
import type { EndRecord } from '../src/core/capture/record.ts';
import type { Connection } from '../src/core/run/draft.ts';
import { exampleCapture, readExamples } from '../src/main/examples.ts';
import { prepareRun } from '../src/main/gateway/prepare-run.ts';
import { streamRun } from '../src/main/gateway/stream-run.ts';
import { startSimulator } from '../src/main/simulator/simulator.ts';

/** The model that a fresh window has chosen. */
const MODEL = 'sim/steady-40tps';

async function main(ids: readonly string[]): Promise<void> {
  const examples = readExamples().filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (examples.length < ids.length)
    throw new Error(
      `there are only ${readExamples()
        .map(({ id }) => id)
        .join(', ')}`,
    );
  const simulator = await startSimulator();
  const connection: Connection = {
    id: 'simulator',
    name: 'Simulator',
    kind: 'simulator',
    baseUrl: simulator.baseUrl,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: MODEL,
    secret: null,
  };
  try {
    // One after another, so that no run waits for another's timers.
    for (const example of examples) {
      const end = await record(example, connection);
      console.log(`${example.id}: ${end.reason}, ${end.ops ?? 0} operations in ${Math.round(end.t ?? 0)} ms`);
      if (end.reason !== 'eof') process.exitCode = 1;
    }
  } finally {
    await simulator.close();
  }
}

async function record({ id, draft }: Example, connection: Connection): Promise<EndRecord> {
  const prepared = prepareRun({ draft, connection, model: MODEL, key: null });
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const pieces: string[] = [];
  const end = await streamRun({
    run: prepared.run,
    signal: AbortSignal.timeout(120_000),
    onLines: (lines) => pieces.push(lines),
  });
  writeFileSync(exampleCapture(id), `${pieces.join('\n')}\n`);
  return end;
}

await main(process.argv.slice(2));
