import { useMemo } from 'react';

import type { CaptureHeader } from '../../../core/capture/header.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { useBeside } from '../../state/beside.ts';
import { countedOf, questionOf, useSeries } from '../../state/series.ts';
import { stageRun } from './stage-run.ts';
import { besideTitle, type OtherOrder, predictOther, sameKey } from './two-orders.ts';
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

/** A run that was put beside the one on the stage. */
interface Candidate {
  beside: string;
  run: ArrivalRun;
  question: string | null;
  model: string | undefined;
}

/**
 * What the run on the stage is held against: what was put beside it, if it answers the same question or comes to the
 * same moment; else its own answer in another order, predicted.
 */
export function useOpponent({ record, run, key, gates, answers }: Presented): Opponent {
  const reading = useBeside(({ capture, status }) => capture !== null && status === 'loading');
  const candidate = useCandidate(run?.id);
  return useMemo(() => {
    if (run === null || key === null) return { beside: null, other: null, why: '' };
    if (reading) return { beside: null, other: null, why: 'Reading the other run…' };
    if (candidate !== null) {
      const same = sameKey(candidate.run, key, gates, answers);
      const header: CaptureHeader | null = record?.header ?? null;
      const question = questionOf(header);
      if (same !== null || (question !== null && question === candidate.question)) {
        const title = besideTitle(run, candidate.run, header?.connection?.model, candidate.model);
        const other = { run: candidate.run, source: candidate.run.provenance, title, key: same };
        return { beside: candidate.beside, other, why: '' };
      }
    }
    const predicted = predictOther(run, key, gates, answers);
    return predicted.ok
      ? { beside: null, other: predicted.other, why: '' }
      : { beside: null, other: null, why: predicted.why };
  }, [record, run, key, gates, answers, reading, candidate]);
}

/** Never the run itself: it is one of its own series, and may be the very capture that was put beside it. */
function useCandidate(own: string | undefined): Candidate | null {
  const { capture, grown, series } = useBeside();
  const all = useSeries((state) => state.all);
  return useMemo(() => {
    const chosen = all.get(series ?? '');
    if (chosen !== undefined) {
      const run = countedOf(chosen).runs.findLast(({ id }) => id !== own);
      const { question, model } = chosen;
      return run === undefined ? null : { beside: LAST_OF_SERIES, run, question, model };
    }
    if (capture === null || grown === null) return null;
    const told = stageRun(grown.record, null);
    const { header } = grown.record;
    return told.ok && told.run.id !== own
      ? { beside: capture, run: told.run, question: questionOf(header), model: header?.connection?.model }
      : null;
  }, [all, series, capture, grown, own]);
}
