import { type ReactNode, useMemo } from 'react';

import { formatWhole } from '../rows/format.ts';
import { Figure } from './Figures.tsx';
import { predictOther, sentence } from './two-orders.ts';
import type { Presented } from './usePresented.ts';
import f from './Figures.module.css';
import s from './NumberScene.module.css';

/** The number that counts, in one sentence and three figures. */
export function NumberScene({ presented }: { presented: Presented }): ReactNode {
  const { run, key, gates, answers, timed, record } = presented;
  const predicted = useMemo(
    () => (run === null || key === null ? null : predictOther(run, key, gates, answers)),
    [run, key, gates, answers],
  );
  if (run === null || key === null) {
    return (
      <p className={s.none}>
        {record === null
          ? 'Run it, or open a capture: the number comes with the run.'
          : timed
            ? 'No field has landed, so there is no number to show.'
            : 'This capture has no times, so there is no number to show.'}
      </p>
    );
  }
  const other = predicted?.ok === true ? predicted.other : null;
  const difference = other?.key === undefined || other.key === null ? null : other.key.at - key.at;
  return (
    <div className={s.number}>
      <p className={s.sentence}>{sentence(key, run.end, other)}</p>
      <dl className={`${f.figures} ${s.large}`}>
        <Figure name={`${key.gate ?? key.field} after`} hero>
          {formatWhole(key.at)} ms
        </Figure>
        <Figure name="closing brace">{formatWhole(run.end)} ms</Figure>
        {difference === null ? (
          <Figure name="before the brace">{formatWhole(Math.max(0, run.end - key.at))} ms</Figure>
        ) : (
          <Figure name={`${other?.title ?? ''} (predicted)`}>≈ {formatWhole(other?.key?.at ?? 0)} ms</Figure>
        )}
      </dl>
      {predicted?.ok === false && <p className={s.why}>{predicted.why}</p>}
    </div>
  );
}
