import type { Connection } from '../src/core/run/draft.ts';
import { RunRecord } from '../src/core/run/record.ts';
import { declaredChildren } from '../src/core/schema/ghosts.ts';
import { parseSchema } from '../src/core/schema/parse.ts';
import { reorderSiblings } from '../src/core/schema/reorder.ts';
import { arrivalTree, declaredOrder } from '../src/core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../src/core/timing/blocks-run.ts';
import { predictSeries } from '../src/core/timing/predict-series.ts';
import { fieldRows } from '../src/core/timing/statistics-fields.ts';
import { readExamples } from '../src/main/examples.ts';
import { prepareRun } from '../src/main/gateway/prepare-run.ts';
import { streamRun } from '../src/main/gateway/stream-run.ts';
import { lazySimulator } from '../src/main/simulated.ts';
import { quantile } from './measure.ts';
import type { Measure } from './report.ts';

/** Its tokens differ most in time. */
const MODEL = 'sim/jittery-60tps';

/**
 * Predictions held against the Simulator in real time: an order is run, the turned order predicted from it and then
 * run. Errors are those of the median landing of each moved field.
 */
export const predict: Measure = {
  title: `Prediction against the Simulator (${MODEL}), real time`,
  async rows({ smoke, runs }) {
    const each = smoke ? 1 : runs * 4;
    const example = readExamples().find(({ id }) => id === (smoke ? 'early-routing' : 'meeting-extraction'));
    const parsed = parseSchema(example?.draft.schema ?? '');
    if (example === undefined || !parsed.ok) throw new Error('bench: the example is not there');
    const keys = declaredChildren(parsed.schema, '').map(({ name }) => name);
    const orders = new Map([['', keys.toReversed()]]);
    const turned = reorderSiblings(parsed.schema, orders).text;
    const simulator = lazySimulator();
    try {
      const baseUrl = await simulator.address();
      if (baseUrl === null) throw new Error(`bench: ${simulator.problem()}`);
      const series = async (schema: string): Promise<ArrivalRun[]> => {
        const done: ArrivalRun[] = [];
        // A seed for each run, so that values differ between runs and not between orders.
        for (let seed = 1; seed <= each; seed++)
          done.push(
            await streamed({ ...example.draft, schema, params: { ...example.draft.params, seed } }, baseUrl),
          );
        return done;
      };
      const before = await series(example.draft.schema);
      const after = await series(turned);
      const prediction = predictSeries(before, orders);
      if (!prediction.ok) throw new Error(`bench: ${prediction.message}`);
      const measured = new Map(fieldRows(after).map((row) => [row.pattern, row.landed.p50]));
      const end = quantile(
        after.map((run) => run.end),
        0.5,
      );
      const moved = prediction.rows.filter(({ pattern, moved }) => moved && measured.has(pattern));
      const errorsOf = (at: (row: (typeof moved)[number]) => number): number[] =>
        moved.map((row) => Math.abs(at(row) - (measured.get(row.pattern) ?? 0)));
      const errors = errorsOf((row) => row.predicted.p50);
      const unchanged = errorsOf((row) => row.measured.p50);
      const what = `${moved.length} moved fields of “${example.title}”, ${each} runs each way`;
      return [
        { what: `${what}: error, median`, value: quantile(errors, 0.5), unit: 'ms' },
        { what: 'the same, of the run’s duration', value: (100 * quantile(errors, 0.5)) / end, unit: '%' },
        { what: 'the same, largest', value: (100 * Math.max(...errors)) / end, unit: '%' },
        { what: 'guessing “unchanged”, median', value: (100 * quantile(unchanged, 0.5)) / end, unit: '%' },
      ];
    } finally {
      await simulator.close();
    }
  },
};

async function streamed(
  draft: Parameters<typeof prepareRun>[0]['draft'],
  baseUrl: string,
): Promise<ArrivalRun> {
  const connection: Connection = {
    id: 'simulator',
    name: 'Simulator',
    kind: 'simulator',
    baseUrl,
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: MODEL,
    secret: null,
  };
  const prepared = prepareRun({ draft, connection, model: MODEL, key: null });
  if (!prepared.ok) throw new Error(`bench: ${prepared.problem.message}`);
  const record = new RunRecord();
  const { signal } = new AbortController();
  await streamRun({ run: prepared.run, signal, onLines: (lines) => record.pushAll(lines) });
  const parsed = parseSchema(draft.schema);
  const view = record.history.at(record.log.length - 1);
  const arrived = arrivalTree(record, view, parsed.ok ? declaredOrder(parsed.schema) : undefined);
  if (!arrived.ok) throw new Error(`bench: ${arrived.message}`);
  return arrived.run;
}
