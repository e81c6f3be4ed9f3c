import type { ReactNode } from 'react';

import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { usePlayback } from '../../state/playback.ts';
import { formatWhole } from '../rows/format.ts';
import { keyTitle } from './two-orders.ts';
import type { Presented } from './usePresented.ts';
import s from './Figures.module.css';

/** The numbers under the staves: the clock, then what counts as soon as it is known. */
export function Figures({
  presented,
  landed,
  of,
  atEnd,
}: {
  presented: Presented;
  landed: number;
  of: number;
  atEnd: boolean;
}): ReactNode {
  const t = usePlayback((playback) => playback.t);
  const { key, run, timed } = presented;
  if (!timed || t === null) {
    return (
      <dl className={s.figures}>
        <Figure name="landed" hero>
          {landed} of {of}
        </Figure>
      </dl>
    );
  }
  const known = key !== null && key.at <= t;
  return (
    <dl className={s.figures}>
      <Figure name={known ? `${keyTitle(key)} after` : 'clock'} hero={known}>
        {formatWhole(known ? key.at : t)} ms
      </Figure>
      {known && (
        <Figure name={atEnd && run !== null ? endTitle(run) : 'clock'}>
          {formatWhole(atEnd && run !== null ? run.end : t)} ms
        </Figure>
      )}
      <Figure name="landed">
        {landed} of {of}
      </Figure>
    </dl>
  );
}

/** What the last moment of a run is. */
export function endTitle({ complete }: ArrivalRun): string {
  return complete ? 'closing brace' : 'broken off after';
}

export function Figure({
  name,
  hero = false,
  children,
}: {
  name: string;
  hero?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={s.figure} data-hero={hero}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
