import { useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { decisionsOf } from '../../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { answersFrom } from '../../../core/timing/schedule.ts';
import { arrivalsOf } from '../../state/arrivals.ts';
import { useDraft } from '../../state/draft.ts';
import { gatesOf } from '../../state/gates.ts';
import { useLab } from '../../state/lab.ts';
import { useGrown } from '../../state/grown.ts';
import { useSchema } from '../../state/schema.ts';
import { type Counted, keyOf, useSeries } from '../../state/series.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { type LabModel, labModel } from './lab-model.ts';

/** The runs that may be counted with the one on screen, itself included. */
export interface Basis extends Counted {
  own: ArrivalRun;
}

export type BasisResult = { ok: true; basis: Basis } | { ok: false; message: string };

/** The run on screen and those that may be counted with it. */
export function basisOf(record: RunRecord, all: ReturnType<typeof useSeries.getState>['all']): BasisResult {
  const arrivals = arrivalsOf(record);
  if (!arrivals.ok) return { ok: false, message: arrivals.message };
  const own = arrivals.run;
  const key = keyOf(record.header);
  const series = key === null ? [] : (all.get(key)?.runs ?? []);
  const counted = series.filter(({ warmUp }) => !warmUp).map(({ run }) => run);
  const alike = counted.filter((run) => run.provenance === own.provenance);
  const isCounted = series.some(({ run }) => run.id === own.id);
  // A run of the library stands beside what is remembered as one more; one that broke off is no run of a series.
  const isMore = !isCounted && own.complete;
  const runs = alike.length === 0 ? [own] : isMore ? [...alike, own] : alike;
  return {
    ok: true,
    basis: {
      own,
      runs,
      warmUps: alike.length === 0 ? 0 : series.length - counted.length,
      apart: counted.length - alike.length,
    },
  };
}

export function useBasis(record: RunRecord): BasisResult {
  const all = useSeries((series) => series.all);
  const grown = useGrown(record);
  return useMemo(() => basisOf(grown.record, all), [grown, all]);
}

/** The lab's model of the run on screen; null where nothing can be predicted from it, with the reason in `basis`. */
export function useLabModel(record: RunRecord): { basis: BasisResult; model: LabModel | null } {
  const basis = useBasis(record);
  const tree = useRunSchema();
  const draftTree = useSchema((schema) => schema.tree);
  const draft = useDraft((state) => state.draft);
  const dragged = useLab((lab) => lab.dragged);
  const model = useMemo(() => {
    if (!basis.ok) return null;
    const { gates } = gatesOf(record, draft);
    const decisions = decisionsOf(record);
    return labModel({
      own: basis.basis.own,
      runs: basis.basis.runs,
      fields: tree === null ? [] : fieldsOf(tree),
      draftFields: draftTree === null ? [] : fieldsOf(draftTree),
      dragged,
      gates,
      answers: (run) => (run.id === record.header?.id ? answersFrom(decisions, gates, run) : []),
    });
  }, [basis, record, tree, draftTree, draft, dragged]);
  return { basis, model };
}
