import { useMemo } from 'react';

import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { useBeside } from '../../state/beside.ts';
import { countedOf, questionOf, useSeries } from '../../state/series.ts';
import { stageRun } from './stage-run.ts';
import { type OtherOrder, orderTitle, predictOther, sameKey } from './two-orders.ts';
import type { Presented } from './usePresented.ts';

export interface Opponent {
  /** The capture that stands beside the run, or `series` for the last run of one; null where the other is predicted. */
  beside: string | null;
  /** Null for the reason in `why`. */
  other: OtherOrder | null;
  why: string;
}

/** In place of a capture's id. */
export const LAST_OF_SERIES = 'series';

/**
 * What the run on the stage is held against: what was put beside it, if it answers the same question or comes to the
 * same moment; else its own answer in another order, predicted.
 */
export function useOpponent(presented: Presented): Opponent {
  const { record, run, key, gates, answers } = presented;
  const { capture, grown, status, series } = useBeside();
  const all = useSeries((state) => state.all);
  return useMemo(() => {
    if (run === null || key === null) return { beside: null, other: null, why: '' };
    if (capture !== null && (grown === null || status === 'loading'))
      return { beside: capture, other: null, why: 'Reading the other run…' };
    const question = questionOf(record?.header ?? null);
    const measured = (theirs: ArrivalRun, asked: string): OtherOrder | null => {
      const same = sameKey(theirs, key, gates, answers);
      if (asked !== question && same === null) return null;
      return { run: theirs, source: theirs.provenance, title: orderTitle(theirs), key: same };
    };
    const chosen = all.get(series ?? '');
    const last = chosen === undefined ? undefined : countedOf(chosen).runs.at(-1);
    if (chosen !== undefined && last !== undefined) {
      const other = measured(last, chosen.question);
      if (other !== null) return { beside: LAST_OF_SERIES, other, why: '' };
    }
    if (capture !== null && grown !== null) {
      const asked = questionOf(grown.record.header);
      const told = stageRun(grown.record, null);
      const other = told.ok ? measured(told.run, asked) : null;
      if (other !== null) return { beside: capture, other, why: '' };
      if (!told.ok && asked === question) return { beside: capture, other: null, why: told.why };
    }
    const predicted = predictOther(run, key, gates, answers);
    return predicted.ok
      ? { beside: null, other: predicted.other, why: '' }
      : { beside: null, other: null, why: predicted.why };
  }, [record, run, key, gates, answers, capture, grown, status, series, all]);
}
