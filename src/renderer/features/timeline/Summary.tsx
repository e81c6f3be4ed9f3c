import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { endOf, isTimed, usePlayback } from '../../state/playback.ts';
import { indexOf } from '../../state/run-index.ts';
import { isLive, useRun } from '../../state/run.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import s from './Summary.module.css';

/** The run in four numbers. Those of a run without times are counts. */
export function Summary({ record }: { record: RunRecord }): ReactNode {
  const live = useRun((run) => isLive(run.status));
  useRun((run) => run.revision);
  // Between arrivals only the clock moves.
  usePlayback((playback) => (live ? playback.t : null));
  const index = indexOf(record);
  const { log } = record;
  const simulated = record.header?.simulated === true;
  const synthetic = record.header?.synthetic === true;
  const firstT = index.firstField < 0 ? null : log.t(index.firstField);
  const timed = isTimed(record);
  const end = endOf(record);
  return (
    <div className={s.strip}>
      {timed ? (
        <>
          <Figure name="first field" strong>
            {firstT === null ? '—' : `${formatMs(firstT)} ms`}
          </Figure>
          <Figure name={live ? 'so far' : 'end of the stream'}>{formatMs(end)} ms</Figure>
          <Figure name={live ? 'since the first field' : 'first field to end'}>
            {firstT === null ? '—' : `${formatMs(Math.max(0, end - firstT))} ms`}
          </Figure>
          <Figure name="longest gap">
            {index.longestGap === null ? (
              '—'
            ) : (
              <>
                {formatMs(index.longestGap.ms)} ms <small>{gapName(record, index.longestGap.event)}</small>
              </>
            )}
          </Figure>
        </>
      ) : (
        <>
          <Figure name="operations" strong>
            {formatWhole(record.ops)}
          </Figure>
          <Figure name="not applied">{formatWhole(record.errors)}</Figure>
          <p className={s.note}>This capture has no times: it plays by operation.</p>
        </>
      )}
      {(simulated || synthetic) && (
        <span className={s.mark}>{simulated ? 'simulated' : 'synthetic times'}</span>
      )}
    </div>
  );
}

function Figure({
  name,
  strong,
  children,
}: {
  name: string;
  strong?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={s.figure}>
      <span className={s.name}>{name}</span>
      <span className={s.value} data-strong={strong === true}>
        {children}
      </span>
    </div>
  );
}

function gapName(record: RunRecord, event: number): string {
  const seen = record.log.event(event);
  return seen.kind === 'op' ? seen.op.path.slice(1) : '';
}
