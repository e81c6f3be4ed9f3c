import type { ArrivalRun, Provenance } from './blocks-run.ts';
import { assumptionsOf, type Assumption } from './predict-assumptions.ts';
import type { Orders } from './predict-order.ts';
import { predictRun, type Note, type PredictionRefusal, type PredictionWarning } from './predict.ts';
import { nodesOf } from './blocks-run.ts';
import { fieldRows } from './statistics-fields.ts';
import { summarise, type Summary } from './statistics.ts';

/** A field as it landed and as it would land in the new order. */
interface PredictedRow {
  pattern: string;
  /** In how many of how many predicted runs it arrived; its prediction is given that it arrives. */
  runs: number;
  of: number;
  measured: Summary;
  predicted: Summary;
  /** Of the medians, milliseconds; negative is sooner. */
  difference: number;
  /** The median over its nodes: by how much shared socket reads leave the prediction open, in either direction. */
  plusMinus: number;
  /** Whether anything in front of it changed in any run. */
  moved: boolean;
}

export type SeriesPrediction =
  | {
      ok: true;
      provenance: Provenance;
      rows: PredictedRow[];
      /** The runs as they would have been: gates and statistics read them like measured ones. */
      runs: ArrivalRun[];
      /** Those same runs as they were. */
      measured: ArrivalRun[];
      /** Runs that nothing could be predicted from; they are in no row. */
      refused: { run: string; refusal: Note<PredictionRefusal> }[];
      warnings: { run: string; warning: Note<PredictionWarning> }[];
      assumptions: Assumption[];
    }
  | { ok: false; reason: 'no runs' | 'mixed provenance' | 'all refused'; message: string };

/** Each run is permuted by itself, and quantiles are taken over what was predicted. One provenance at a time. */
export function predictSeries(runs: readonly ArrivalRun[], orders: Orders): SeriesPrediction {
  const [first] = runs;
  if (first === undefined)
    return { ok: false, reason: 'no runs', message: 'There is no run to predict from.' };
  if (runs.some((run) => run.provenance !== first.provenance)) {
    const message = 'Measured times are not mixed with simulated, cached or synthetic ones: choose one kind.';
    return { ok: false, reason: 'mixed provenance', message };
  }
  const done = runs.map((run) => ({ run, prediction: predictRun(run, orders) }));
  const measured: ArrivalRun[] = [];
  const predicted: ArrivalRun[] = [];
  const moved = new Set<string>();
  const refused: { run: string; refusal: Note<PredictionRefusal> }[] = [];
  const warnings: { run: string; warning: Note<PredictionWarning> }[] = [];
  for (const { run, prediction } of done) {
    if (!prediction.ok) {
      refused.push({ run: run.id, refusal: prediction.refusal });
      continue;
    }
    measured.push(run);
    predicted.push(prediction.run);
    for (const warning of prediction.warnings) warnings.push({ run: run.id, warning });
    for (const node of nodesOf(run.root)) if (prediction.moved.has(node.pointer)) moved.add(node.pattern);
  }
  if (predicted.length === 0) {
    const message = refused[0]?.refusal.message ?? 'No run could be predicted from.';
    return { ok: false, reason: 'all refused', message };
  }
  return {
    ok: true,
    provenance: first.provenance,
    rows: rowsOf(measured, predicted, moved),
    runs: predicted,
    measured,
    refused,
    warnings,
    assumptions: assumptionsOf(measured, orders),
  };
}

function rowsOf(measured: ArrivalRun[], predicted: ArrivalRun[], moved: ReadonlySet<string>): PredictedRow[] {
  const before = new Map(fieldRows(measured).map((row) => [row.pattern, row]));
  const doubts = Map.groupBy(
    predicted.flatMap((run) => nodesOf(run.root)),
    (node) => node.pattern,
  );
  return fieldRows(predicted).flatMap((row) => {
    const was = before.get(row.pattern);
    if (was === undefined) return [];
    const { pattern, runs, of } = row;
    return {
      pattern,
      runs,
      of,
      measured: was.landed,
      predicted: row.landed,
      difference: row.landed.p50 - was.landed.p50,
      plusMinus: summarise((doubts.get(pattern) ?? []).map((node) => node.plusMinus))?.p50 ?? 0,
      moved: moved.has(pattern),
    };
  });
}
