import { useMemo } from 'react';

import { questionOf } from '../../state/series.ts';
import { useBeside } from '../../state/beside.ts';
import { stageRun } from './stage-run.ts';
import { type OtherOrder, orderTitle, predictOther, sameKey } from './two-orders.ts';
import type { Presented } from './usePresented.ts';

export interface Opponent {
  /** The capture that stands beside the run; null where the other order is predicted. */
  capture: string | null;
  /** Null for the reason in `why`. */
  other: OtherOrder | null;
  why: string;
}

/**
 * What the run on the stage is held against: the capture that was put beside it, if it answers the same question or
 * comes to the same moment; else its own answer in another order, predicted.
 */
export function useOpponent({ record, run, key, gates, answers }: Presented): Opponent {
  const { capture, grown, status } = useBeside();
  return useMemo(() => {
    if (run === null || key === null) return { capture: null, other: null, why: '' };
    if (capture !== null && (grown === null || status === 'loading'))
      return { capture, other: null, why: 'Reading the other run…' };
    if (capture !== null && grown !== null) {
      const told = stageRun(grown.record, null);
      const same = told.ok ? sameKey(told.run, key, gates, answers) : null;
      const asked = questionOf(record?.header ?? null) === questionOf(grown.record.header);
      if (told.ok && (asked || same !== null)) {
        const { run: theirs } = told;
        const other = { run: theirs, source: theirs.provenance, title: orderTitle(theirs), key: same };
        return { capture, other, why: '' };
      }
      if (!told.ok && asked) return { capture, other: null, why: told.why };
    }
    const predicted = predictOther(run, key, gates, answers);
    return predicted.ok
      ? { capture: null, other: predicted.other, why: '' }
      : { capture: null, other: null, why: predicted.why };
  }, [record, run, key, gates, answers, capture, grown, status]);
}
