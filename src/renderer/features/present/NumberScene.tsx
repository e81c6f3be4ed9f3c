import { type ReactNode, useMemo } from 'react';

import { formatWhole } from '../rows/format.ts';
import { endTitle, Figure } from './Figures.tsx';
import { predictOther, sentence } from './two-orders.ts';
import type { Presented } from './usePresented.ts';
import f from './Figures.module.css';
import s from './NumberScene.module.css';

/** The number that counts, as large as it deserves, in one sentence, and beside what it is to be seen. */
export function NumberScene({ presented }: { presented: Presented }): ReactNode {
  const { run, key, gates, answers, why } = presented;
  const predicted = useMemo(
    () => (run === null || key === null ? null : predictOther(run, key, gates, answers)),
    [run, key, gates, answers],
  );
  if (run === null || key === null) return <p className={s.none}>{why}</p>;
  const other = predicted?.ok === true && predicted.other.key !== null ? predicted.other : null;
  return (
    <div className={s.number}>
      <p className={s.hero}>
        {formatWhole(key.at)}
        <small> ms</small>
      </p>
      <p className={s.sentence}>{sentence(key, run.end, other)}</p>
      <dl className={f.figures}>
        {other?.key !== undefined && other.key !== null && (
          <Figure name={`with ${other.title} (predicted)`}>≈ {formatWhole(other.key.at)} ms</Figure>
        )}
        <Figure name={endTitle(run)}>{formatWhole(run.end)} ms</Figure>
      </dl>
      {predicted?.ok === false && <p className={s.why}>{predicted.why}</p>}
    </div>
  );
}
