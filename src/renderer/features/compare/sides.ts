import type { OpenedRun } from '../../../bridge/contract.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { declaredChildren } from '../../../core/schema/ghosts.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { arrivalsOf } from '../../state/arrivals.ts';
import { countedOf, type Series } from '../../state/series.ts';

/** One side of a comparison: a run, or the runs of a series. */
export interface Side {
  name: string;
  schema: string | null;
  runs: readonly ArrivalRun[];
  /** Why there are no runs, in a sentence. */
  problem: string | null;
}

export function sideOfRecord(record: RunRecord, opened: OpenedRun | null): Side {
  const arrivals = arrivalsOf(record);
  return {
    name: nameOfRun(opened, record.header),
    schema: (record.header ?? opened?.header)?.schema ?? null,
    runs: arrivals.ok ? [arrivals.run] : [],
    problem: arrivals.ok ? null : arrivals.message,
  };
}

export function nameOfRun(opened: OpenedRun | null, header = opened?.header ?? null): string {
  return header?.race?.name ?? header?.label ?? opened?.name ?? 'this run';
}

export function sideOfSeries(series: Series): Side {
  const { runs } = countedOf(series);
  return {
    name: series.name,
    schema: series.schema,
    runs,
    problem: runs.length === 0 ? 'The series has only warm-ups so far.' : null,
  };
}

/** Series are mostly of one draft in several orders: the order is what tells them apart. */
export function labelOfSeries({ runs, schema }: Series): string {
  const counted = runs.filter(({ warmUp }) => !warmUp).length;
  const parsed = parseSchema(schema);
  const names = parsed.ok ? declaredChildren(parsed.schema, '').map((field) => field.name) : [];
  const order = names.length > 4 ? `${names.slice(0, 4).join(' ')} …` : names.join(' ');
  return `${counted} ${counted === 1 ? 'run' : 'runs'} · ${order}`;
}

export function storyOfSeries({ name, model }: Series): string {
  return [name, model, 'this session'].filter((part) => part !== '').join(' · ');
}
