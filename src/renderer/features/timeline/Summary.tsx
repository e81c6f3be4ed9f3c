import { type ReactNode, useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import type { Ending } from '../../../core/run/verdict.ts';
import { timesSource, timesWords } from '../../../core/run/times-source.ts';
import { fieldRows } from '../../../core/timing/statistics-fields.ts';
import { playedGates } from '../../state/gates.ts';
import { useDraft } from '../../state/draft.ts';
import { keyOf, useSeries } from '../../state/series.ts';
import { endOf, isTimed, usePlayback } from '../../state/playback.ts';
import { indexOf } from '../../state/run-index.ts';
import { isLive, useRun } from '../../state/run.ts';
import { Figure } from './Figure.tsx';
import { GateFigures } from './GateFigures.tsx';
import { formatMs, formatWhole } from '../rows/format.ts';
import s from './Summary.module.css';

const WHOLE: ReadonlySet<Ending> = new Set(['done', 'eof', 'unknown']);

/** The run in four numbers. Those of a run without times are counts. */
export function Summary({ record }: { record: RunRecord }): ReactNode {
  const live = useRun((run) => isLive(run.status));
  // Of a file that ends without a word, nothing says that it is not whole.
  const whole = useRun(({ verdict }) => verdict !== null && WHOLE.has(verdict.ended));
  useRun((run) => run.revision);
  useDraft(({ draft }) => draft.gates);
  // Between arrivals only the clock moves.
  usePlayback((playback) => (live ? playback.t : null));
  const index = indexOf(record);
  const { log } = record;
  const source = timesSource(record);
  const firstT = index.firstField < 0 ? null : log.t(index.firstField);
  const timed = isTimed(record);
  const end = endOf(record);
  const played = timed ? playedGates(record) : null;
  const median = useMedian(record);
  return (
    <div className={s.strip}>
      {played !== null && played.schedule.gates.some((gate) => gate.opens !== null) ? (
        <GateFigures schedule={played.schedule} live={live} end={end} closed={whole} />
      ) : timed ? (
        <>
          <Figure name="first field" strong>
            {firstT === null ? '—' : `${formatMs(firstT)} ms`}
          </Figure>
          <Figure name={live ? 'so far' : 'end of the stream'}>{formatMs(end)} ms</Figure>
          <Figure name={live ? 'since the first field' : 'first field to end'}>
            {firstT === null ? '—' : `${formatMs(Math.max(0, end - firstT))} ms`}
          </Figure>
          {median !== null && (
            <Figure name={`p50 of ${median.n} runs`} title="Of the first field, over the runs of this series">
              {formatMs(median.p50)} ms
            </Figure>
          )}
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
      {source !== 'measured' && <span className={s.mark}>{timesWords(source)}</span>}
    </div>
  );
}

/** The first field's landing over the runs that were asked the same; null where there are fewer than two. */
function useMedian(record: RunRecord): { n: number; p50: number } | null {
  const all = useSeries((series) => series.all);
  const { header } = record;
  return useMemo(() => {
    const key = keyOf(header);
    const runs = (key === null ? undefined : all.get(key))?.runs.flatMap(({ run, warmUp }) =>
      warmUp ? [] : [run],
    );
    if (runs === undefined || runs.length < 2 || new Set(runs.map((run) => run.provenance)).size > 1)
      return null;
    const first = fieldRows(runs).find((row) => row.kind === 'leaf');
    return first === undefined ? null : { n: first.first.n, p50: first.first.p50 };
  }, [all, header]);
}

function gapName(record: RunRecord, event: number): string {
  const seen = record.log.event(event);
  return seen.kind === 'op' ? seen.op.path.slice(1) : '';
}
