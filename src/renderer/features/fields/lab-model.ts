import type { Field } from '../../../core/schema/fields.ts';
import type { ArrivalRun, Provenance } from '../../../core/timing/blocks-run.ts';
import type { Gate } from '../../../core/timing/gates.ts';
import { predictSeries, type SeriesPrediction } from '../../../core/timing/predict-series.ts';
import type { Answer } from '../../../core/timing/schedule-play.ts';
import { schedule } from '../../../core/timing/schedule.ts';
import { type FieldRow, fieldRows } from '../../../core/timing/statistics-fields.ts';
import { summarise, type Summary } from '../../../core/timing/statistics.ts';
import { type Orders, siblingsOf, wantedOrders } from '../../../core/schema/sibling-orders.ts';
import { movedFields, orderedFields } from './orders.ts';

/** All that the what-if table shows, from the runs, the orders and the gates. */
export interface LabModel {
  /** The runs that are predicted from: of one provenance, without warm-ups. */
  runs: readonly ArrivalRun[];
  provenance: Provenance;
  /** Orders of siblings as they ran, and as they are wanted where that differs. */
  ran: Orders;
  wanted: Orders;
  moved: ReadonlySet<string>;
  rows: readonly LabRow[];
  prediction: SeriesPrediction;
  gates: readonly GateShift[];
}

export interface LabRow {
  pattern: string;
  name: string;
  depth: number;
  type: string;
  /** It can be put elsewhere among its siblings: its object's pattern, and its place. */
  place: { parent: string; index: number; of: number } | null;
  moved: boolean;
  /** Of the run on screen. */
  own: FieldRow | null;
  /** Over all the runs. */
  stats: FieldRow | null;
  predicted: { first: number; last: number; difference: number; plusMinus: number; moved: boolean } | null;
  /** Names of the gates that wait for it. */
  gates: readonly string[];
}

/** When a gate first opens, as measured and as predicted; medians over the runs in which it does. */
export interface GateShift {
  name: string;
  measured: Summary | null;
  predicted: Summary | null;
}

interface LabInput {
  /** The run on screen, and the runs that are asked the same, itself included. */
  own: ArrivalRun;
  runs: readonly ArrivalRun[];
  fields: readonly Field[];
  draftFields: readonly Field[];
  dragged: Orders;
  gates: readonly Gate[];
  answers: (run: ArrivalRun) => readonly Answer[];
}

export function labModel(input: LabInput): LabModel {
  const { own, runs, fields, gates } = input;
  const ran = siblingsOf(fields);
  const wanted = wantedOrders(ran, siblingsOf(input.draftFields), input.dragged);
  const moved = movedFields(ran, wanted);
  const prediction = predictSeries(runs, wanted);
  const stats = byPattern(fieldRows(runs));
  const ownStats = byPattern(fieldRows([own]));
  const predicted = prediction.ok ? byPattern(fieldRows(prediction.runs)) : new Map<string, FieldRow>();
  const differences = new Map(prediction.ok ? prediction.rows.map((row) => [row.pattern, row]) : []);
  const listed = withUndeclared(orderedFields(fields, wanted), [...stats.values()]);
  const waiting = gatesByField(gates);
  const rows = listed.map(({ pattern, name, depth, type }): LabRow => {
    const parent = pattern.slice(0, pattern.lastIndexOf('/'));
    const order = wanted.get(parent) ?? ran.get(parent);
    const index = order?.indexOf(name) ?? -1;
    const to = predicted.get(pattern);
    const shift = differences.get(pattern);
    return {
      pattern,
      name,
      depth,
      type: typeName(type, stats.get(pattern)),
      place: order === undefined || index < 0 ? null : { parent, index, of: order.length },
      moved: moved.has(pattern),
      own: ownStats.get(pattern) ?? null,
      stats: stats.get(pattern) ?? null,
      predicted:
        to === undefined || shift === undefined
          ? null
          : {
              first: to.first.p50,
              last: to.last.p50,
              difference: shift.difference,
              plusMinus: shift.plusMinus,
              moved: shift.moved,
            },
      gates: waiting.get(pattern) ?? [],
    };
  });
  return {
    runs,
    provenance: own.provenance,
    ran,
    wanted,
    moved,
    rows,
    prediction,
    gates: prediction.ok ? gateShifts(input, prediction.measured, prediction.runs) : [],
  };
}

type Listed = Pick<Field, 'pattern' | 'name' | 'depth' | 'type'>;

/** What arrived without being declared stands behind what was declared. */
function withUndeclared(fields: readonly Field[], stats: readonly FieldRow[]): Listed[] {
  const known = new Set(fields.map((field) => field.pattern));
  const others = stats.filter((row) => row.pattern !== '' && !known.has(row.pattern));
  return [
    ...fields,
    ...others.map(({ pattern, key }) => ({
      pattern,
      name: key,
      depth: pattern.split('/').length - 2,
      type: 'any',
    })),
  ];
}

/** What arrived says more than `any` or `enum` do. */
function typeName(declared: string, row: FieldRow | undefined): string {
  if (row !== undefined && row.kind !== 'leaf') return row.kind;
  const [first = 'any'] = declared.split(' ');
  return first === 'enum' || first === 'const' ? 'string' : first;
}

function gatesByField(gates: readonly Gate[]): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const gate of gates) {
    for (const field of new Set([...gate.fields, ...(gate.when === null ? [] : [gate.when.field])])) {
      waiting.set(field, [...(waiting.get(field) ?? []), gate.name]);
    }
  }
  return waiting;
}

function gateShifts(
  { gates, answers }: LabInput,
  measured: readonly ArrivalRun[],
  predicted: readonly ArrivalRun[],
): GateShift[] {
  const opens = (runs: readonly ArrivalRun[]) =>
    runs.map((run) =>
      schedule(gates, run, answers(run), 'count on approval').gates.map((gate) => gate.opens),
    );
  const [before, after] = [opens(measured), opens(predicted)];
  return gates.map(({ name }, i) => ({ name, measured: overRuns(before, i), predicted: overRuns(after, i) }));
}

function byPattern(rows: readonly FieldRow[]): Map<string, FieldRow> {
  return new Map(rows.map((row) => [row.pattern, row]));
}

/** The first openings of one gate over the runs in which it opens. */
function overRuns(opens: readonly (readonly (number | null)[])[], gate: number): Summary | null {
  return summarise(opens.flatMap((run) => run[gate] ?? []));
}
