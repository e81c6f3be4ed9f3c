import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import type { Assumption } from '../../../core/timing/predict-assumptions.ts';
import { leftOut } from '../../../core/timing/left-out.ts';
import { placesMovedWith } from '../../../core/schema/reorder.ts';
import { treeOf } from '../../state/arrivals.ts';
import { useRun } from '../../state/run.ts';
import { useLab } from '../../state/lab.ts';
import { formatShare, formatWhole } from '../rows/format.ts';
import { Edges } from './Edges.tsx';
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
      {search.state === 'found' && <Suggestion optimum={search.optimum} record={record} />}
      {!prediction.ok && (
        <Note name="refused" tone="warn">
          {prediction.message}
        </Note>
      )}
      {/* A suggestion says it of itself. */}
      {prediction.ok && prediction.refused.length > 0 && search.state !== 'found' && (
        <Note name="mind" tone="warn">
          {leftOut(
            prediction.refused.map(({ refusal }) => refusal.message),
            model.runs.length,
          ).join(' ')}
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
      “{gate.name}” would open at <b className="mono">≈ {formatWhole(gate.predicted.p50)} ms</b> instead of{' '}
      {formatWhole(gate.measured.p50)} ms:{' '}
      <span data-tone={shift < 0 ? 'sooner' : 'later'}>
        {formatWhole(Math.abs(shift))} ms {shift < 0 ? 'sooner' : 'later'}
      </span>
      {gate.predicted.n > 1 && <small> · medians of {gate.predicted.n} runs</small>}
    </>
  );
}
