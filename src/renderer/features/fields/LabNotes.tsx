import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import type { Assumption } from '../../../core/timing/predict-assumptions.ts';
import { placesMovedWith } from '../../../core/schema/reorder.ts';
import { treeOf } from '../../state/arrivals.ts';
import { useRun } from '../../state/run.ts';
import { useLab } from '../../state/lab.ts';
import { useSelection } from '../../state/selection.ts';
import { Select } from '../../ui/Select.tsx';
import { formatShare, formatWhole } from '../rows/format.ts';
import { escapeToken, patternOf } from '../rows/pattern.ts';
import { addEdge, removeEdge } from './lab-actions.ts';
import type { GateShift, LabModel } from './lab-model.ts';
import { Note } from './Note.tsx';
import { Suggestion } from './Suggestion.tsx';
import s from './LabNotes.module.css';

/** What belongs beside a prediction: what it does to the gates, what it takes for granted, how good the last one was. */
export function LabNotes({ record, model }: { record: RunRecord; model: LabModel }): ReactNode {
  const check = useLab((lab) => lab.check);
  const search = useLab((lab) => lab.search);
  const { prediction } = model;
  const shifts = model.gates.filter((gate) => Math.abs(shiftOf(gate) ?? 0) >= 0.5).slice(0, 3);
  return (
    <dl className={s.notes} aria-label="About the prediction">
      {search.state === 'found' && <Suggestion optimum={search.optimum} model={model} />}
      {!prediction.ok && (
        <Note name="refused" tone="warn">
          {prediction.message}
        </Note>
      )}
      {shifts.map((gate) => (
        <Note key={gate.name} name="gate">
          <GateSentence gate={gate} />
        </Note>
      ))}
      {sharedPlaces(model).map((places) => (
        <Note key={places.join(' ')} name="together">
          <span className="mono">{places.map((place) => place.slice(1)).join(', ')}</span> are one definition,
          so they are reordered as one.
        </Note>
      ))}
      {prediction.ok && prediction.warnings.length > 0 && (
        <Note name="mind" tone="warn">
          {[...new Set(prediction.warnings.map(({ warning }) => warning.message))].join(' ')}
        </Note>
      )}
      {prediction.ok && model.wanted.size > 0 && (
        <Note name="assumes">
          <Assumptions all={prediction.assumptions} />
        </Note>
      )}
      <Edges record={record} model={model} />
      {check !== null && (
        <Note name="last check">
          <span className="mono">{check.pattern.slice(1)}</span> predicted {formatWhole(check.predicted)} ms,
          then measured {formatWhole(check.measured)} ms: off by{' '}
          {formatWhole(Math.abs(check.measured - check.predicted))} ms ({formatShare(check.share)} of the
          run).{' '}
          {check.fields > 1 && `All ${check.fields} that moved were within ${formatWhole(check.worst)} ms. `}
          <small>
            predicted from {check.n.predicted}, measured in {check.n.measured}{' '}
            {check.n.measured === 1 ? 'run' : 'runs'}
          </small>
        </Note>
      )}
    </dl>
  );
}

/** What the model does with any run; what these values and orders bring in is said outright. */
const ALWAYS = new Set<Assumption['id']>(['items in place', 'shared reads', 'inferred closes']);

function Assumptions({ all }: { all: readonly Assumption[] }): ReactNode {
  const outright = all.filter(({ id }) => !ALWAYS.has(id));
  const always = all.filter(({ id }) => ALWAYS.has(id));
  return (
    <>
      {outright.map(({ sentence }) => sentence).join(' ')}
      {always.length > 0 && (
        <details className={s.more}>
          <summary>and how it counts</summary>
          {always.map(({ sentence }) => sentence).join(' ')}
        </details>
      )}
    </>
  );
}

/** Groups of places that a shared definition moves together, of those that are to move. */
function sharedPlaces({ wanted }: LabModel): string[][] {
  const tree = treeOf(useRun.getState().record?.header?.schema ?? '');
  if (tree === null) return [];
  const groups = new Map<string, string[]>();
  for (const pattern of wanted.keys()) {
    const places = placesMovedWith(tree, pattern);
    if (places.length > 1) groups.set(places.join(' '), places);
  }
  return [...groups.values()];
}

function shiftOf({ measured, predicted }: GateShift): number | null {
  return measured === null || predicted === null ? null : predicted.p50 - measured.p50;
}

function GateSentence({ gate }: { gate: GateShift }): ReactNode {
  const shift = shiftOf(gate);
  if (shift === null || gate.measured === null || gate.predicted === null) return null;
  return (
    <>
      “{gate.name}” would start at <b className="mono">≈ {formatWhole(gate.predicted.p50)} ms</b> instead of{' '}
      {formatWhole(gate.measured.p50)} ms:{' '}
      <span data-tone={shift < 0 ? 'sooner' : 'later'}>
        {formatWhole(Math.abs(shift))} ms {shift < 0 ? 'sooner' : 'later'}
      </span>
      {gate.predicted.n > 1 && <small> · medians of {gate.predicted.n} runs</small>}
    </>
  );
}

/** Fields that must not come before another one: the search for the best order keeps to them. */
function Edges({ record, model }: { record: RunRecord; model: LabModel }): ReactNode {
  const edges = useLab((lab) => lab.edges);
  const id = useId();
  const selected = useSelection((selection) => selection.pointer);
  const view = record.history.at(record.log.length - 1);
  const node = selected === null ? null : view.find(selected);
  const pattern = node === null ? selected : patternOf(view, node);
  const row = model.rows.find((other) => other.pattern === pattern && other.place !== null);
  const { place } = row ?? {};
  const siblings =
    place === undefined || place === null
      ? []
      : (model.ran.get(place.parent) ?? []).map((name) => `${place.parent}/${escapeToken(name)}`);
  const required = useLab((lab) => lab.required);
  const dragged = useLab((lab) => lab.dragged.size > 0);
  if (row === undefined && edges.length === 0 && !dragged) return null;
  return (
    <Note name="order">
      <span className={s.edges} id={id}>
        {edges.map((edge) => (
          <span key={`${edge.field} ${edge.after}`} className={s.edge}>
            <b className="mono">{edge.field.slice(1)}</b> after <b className="mono">{edge.after.slice(1)}</b>
            <button
              type="button"
              aria-label={`Let ${edge.field.slice(1)} come before ${edge.after.slice(1)} again`}
              onClick={() => removeEdge(edge)}
            >
              <X size={11} aria-hidden="true" />
            </button>
          </span>
        ))}
        {row !== undefined && siblings.length > 1 && (
          <Select
            small
            label={`${row.name} must follow`}
            value=""
            choices={siblings
              .filter((other) => other !== row.pattern)
              .map((other) => ({ value: other, label: other.slice(1) }))}
            shown={
              <span>
                <span className="mono">{row.name}</span> must follow…
              </span>
            }
            onChange={(after) => addEdge({ field: row.pattern, after })}
          />
        )}
        {dragged && (
          <label className={s.check}>
            <input
              type="checkbox"
              checked={required}
              onChange={(event) => useLab.setState({ required: event.target.checked })}
            />
            <span className="mono">required</span> takes the order, too
          </label>
        )}
      </span>
    </Note>
  );
}
