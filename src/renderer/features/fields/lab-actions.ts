import { parseSchema } from '../../../core/schema/parse.ts';
import { placesMovedWith, reorderSiblings } from '../../../core/schema/reorder.ts';
import type { Optimum } from '../../../core/timing/optimise.ts';
import { answersFrom } from '../../../core/timing/schedule.ts';
import { decisionsOf } from '../../../core/timing/blocks-adapter.ts';
import { fieldRows } from '../../../core/timing/statistics-fields.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { editDraft, useDraft } from '../../state/draft.ts';
import { gatesOf, mustFollowOf } from '../../state/gates.ts';
import { clearDragged, type Expectation, showLab, useLab } from '../../state/lab.ts';
import { notify } from '../../state/notices.ts';
import { useRun } from '../../state/run.ts';
import { startSeries, useSeries } from '../../state/series.ts';
import { showTab } from '../../state/view.ts';
import { treeOf } from '../../state/arrivals.ts';
import type { LabModel } from './lab-model.ts';
import type { SentWish } from './optimise.worker.ts';
import OptimiseWorker from './optimise.worker.ts?worker';
import { isPermutation, type Orders, siblingsOf } from '../../../core/schema/sibling-orders.ts';
import { arrivedOrders, withMoved } from './orders.ts';
import { basisOf } from './useLabModel.ts';

/** Puts a field at another place among its siblings, in the what-if alone. Gives back what it moved, or null. */
export function moveField(model: LabModel, parent: string, name: string, to: number): Orders | null {
  const order = model.wanted.get(parent) ?? model.ran.get(parent);
  const next = order === undefined ? null : withMoved(order, name, to);
  if (next === null) return null;
  drag(parent, next);
  return useLab.getState().dragged;
}

/** A definition that is used in several places is ordered in all of them at once. */
function drag(parent: string, order: readonly string[]): void {
  const tree = treeOf(useRun.getState().record?.header?.schema ?? '');
  const dragged = new Map(useLab.getState().dragged);
  const places = tree === null ? [parent] : placesMovedWith(tree, parent);
  for (const place of places.length === 0 ? [parent] : places) dragged.set(place, order);
  useLab.setState({ dragged, search: { state: 'idle' } });
}

/** The draft's schema in another order; null where it cannot be read or nothing would change. */
export function reorderedDraft(orders: Orders): ReturnType<typeof reorderSiblings> | null {
  const { schema } = useDraft.getState().draft;
  const parsed = parseSchema(schema);
  if (!parsed.ok || orders.size === 0) return null;
  const done = reorderSiblings(parsed.schema, orders, { required: useLab.getState().required });
  return done.text === schema ? null : done;
}

/** Whether the draft's schema has the fields that are ordered; a run of a file may have been asked with another. */
export function fitDraft(orders: Orders): boolean {
  const parsed = parseSchema(useDraft.getState().draft.schema);
  if (!parsed.ok) return false;
  const siblings = siblingsOf(fieldsOf(parsed.schema));
  return [...orders].every(([pattern, names]) => isPermutation(names, siblings.get(pattern) ?? []));
}

/** Writes the orders into the draft's schema: one step of undo, in the editor and in the notice. */
export function applyOrders(orders: Orders, what: string): boolean {
  const before = useDraft.getState().draft.schema;
  const done = reorderedDraft(orders);
  if (done === null) return false;
  editDraft({ schema: done.text });
  clearDragged();
  const also =
    done.alsoMoves.length === 0 ? '' : ` It also moves ${list(done.alsoMoves)}, which share a definition.`;
  const divided =
    done.divided.length === 0
      ? ''
      : ` ${list(done.divided)} could not be ordered whole: the properties are written in several places.`;
  notify({
    tone: 'info',
    text: `${what}.${also}${divided}`,
    actions: [
      {
        label: 'Undo',
        run: () => {
          if (useDraft.getState().draft.schema === done.text) editDraft({ schema: before });
        },
      },
    ],
  });
  return true;
}

function list(patterns: readonly string[]): string {
  const named = patterns.map((pattern) => (pattern === '' ? 'the root' : pattern.slice(1)));
  return named.length > 3 ? `${named.slice(0, 3).join(', ')} and ${named.length - 3} more` : named.join(', ');
}

/** Runs the wanted order, and remembers what was expected of it. */
export function runWanted(model: LabModel): void {
  applyOrders(useLab.getState().dragged, 'The order that runs is in the schema');
  const expected = expectationOf(model, useDraft.getState().draft.schema);
  useLab.setState({ expected, check: null });
  void startSeries();
}

function expectationOf(model: LabModel, schema: string): Expectation | null {
  if (!model.prediction.ok) return null;
  const landed = new Map<string, { predicted: number; difference: number }>();
  for (const { pattern, predicted } of model.rows) {
    if (predicted !== null && predicted.moved)
      landed.set(pattern, { predicted: predicted.last, difference: predicted.difference });
  }
  return landed.size === 0 ? null : { schema, landed, n: model.runs.length };
}

/** Holds the runs of the new order against what was expected of them. */
function checkExpectation(): void {
  const { record, status } = useRun.getState();
  const { expected } = useLab.getState();
  const { all, running } = useSeries.getState();
  if (record === null || status !== 'ended' || running !== null) return;
  if (expected === null || record.header?.schema !== expected.schema) return;
  const found = basisOf(record, all);
  if (!found.ok) return;
  const { runs } = found.basis;
  // A run that broke off measures neither its fields nor its length: the next one of this order does.
  if (runs.some((run) => !run.complete)) return;
  const measured = new Map(fieldRows(runs).map((row) => [row.pattern, row.last.p50]));
  const errors = [...expected.landed].flatMap(([pattern, { predicted, difference }]) => {
    const came = measured.get(pattern);
    return came === undefined ? [] : [{ pattern, predicted, measured: came, difference }];
  });
  const [most] = errors.toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const duration = measured.get('') ?? 0;
  if (most === undefined || duration <= 0) return;
  useLab.setState({
    expected: null,
    check: {
      pattern: most.pattern,
      predicted: most.predicted,
      measured: most.measured,
      share: Math.abs(most.measured - most.predicted) / duration,
      worst: Math.max(...errors.map((error) => Math.abs(error.measured - error.predicted))),
      fields: errors.length,
      n: { predicted: expected.n, measured: runs.length },
    },
  });
}
useRun.subscribe(checkExpectation);
useSeries.subscribe(checkExpectation);

let searching: Worker | null = null;

/** Looks for the order in which the gates' work is done soonest, in a thread of its own. */
export function suggestOrder(): void {
  const { record } = useRun.getState();
  if (record === null) return;
  const found = basisOf(record, useSeries.getState().all);
  if (!found.ok) {
    notify({ tone: 'info', text: found.message });
    return;
  }
  const { draft } = useDraft.getState();
  const { gates } = gatesOf(record, draft);
  const decisions = decisionsOf(record);
  const { runs } = found.basis;
  const own = runs.filter((run) => run.id === record.header?.id);
  const wish: SentWish = {
    runs,
    gates,
    mustFollow: mustFollowOf(record, draft),
    answers: new Map(own.map((run) => [run.id, answersFrom(decisions, gates, run)])),
  };
  searching?.terminate();
  const worker = new OptimiseWorker();
  searching = worker;
  showTab('fields');
  showLab('what if');
  useLab.setState({ search: { state: 'searching' } });
  worker.addEventListener('message', ({ data }: MessageEvent<Optimum>) => {
    worker.terminate();
    if (searching !== worker) return;
    searching = null;
    useLab.setState({ search: { state: 'found', optimum: data } });
    if (data.ok) useLab.setState({ dragged: withShared(data.orders) });
  });
  worker.addEventListener('error', () => {
    worker.terminate();
    useLab.setState({ search: { state: 'idle' } });
    notify({ tone: 'error', text: 'The search for the best order failed.' });
  });
  worker.postMessage(wish, { transfer: [] });
}

/** Two places of one definition get one order: that of the first one that the search ordered. */
function withShared(orders: Orders): Orders {
  const tree = treeOf(useRun.getState().record?.header?.schema ?? '');
  const all = new Map<string, readonly string[]>();
  for (const [pattern, order] of orders) {
    if (all.has(pattern)) continue;
    for (const place of tree === null ? [pattern] : [pattern, ...placesMovedWith(tree, pattern)]) {
      if (!all.has(place)) all.set(place, order);
    }
  }
  return all;
}

/** The orders in which the run on screen brought the draft's properties; null where it has none to tell. */
export function ordersAsArrived(): { ok: true; orders: Orders } | { ok: false; message: string } | null {
  const { record } = useRun.getState();
  const parsed = parseSchema(useDraft.getState().draft.schema);
  if (record === null || !parsed.ok) return null;
  const found = basisOf(record, useSeries.getState().all);
  if (!found.ok) return found;
  const first = new Map(fieldRows([found.basis.own]).map((row, i) => [row.pattern, i]));
  const siblings = siblingsOf(fieldsOf(parsed.schema));
  return { ok: true, orders: arrivedOrders(siblings, (pattern) => first.get(pattern) ?? null) };
}

/** Puts the schema's properties into the order in which the run on screen brought them. */
export function sortAsArrived(): void {
  const arrived = ordersAsArrived();
  if (arrived === null) return;
  if (!arrived.ok) {
    notify({ tone: 'info', text: arrived.message });
    return;
  }
  const { orders } = arrived;
  if (!applyOrders(orders, 'The schema is in the order of arrival'))
    notify({ tone: 'info', text: 'The schema is in the order of arrival already.' });
}
