import { type ReactNode, useEffect } from 'react';

import { formatWhole } from '../rows/format.ts';
import { clearBeside, putCaptureBeside, useBeside } from '../../state/beside.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { useRace } from '../../state/race.ts';
import { isLive, useRun } from '../../state/run.ts';
import { RaceLanes } from '../race/RaceLanes.tsx';
import { Axis } from './Axis.tsx';
import { Figure } from './Figures.tsx';
import { Lane, type LaneStory } from './Lane.tsx';
import { laneWords } from './provenance.ts';
import { setRaceEnd, useRaceClock } from './race-clock.ts';
import { keyTitle, orderTitle } from './two-orders.ts';
import { LAST_OF_SERIES, useOpponent } from './useOpponent.ts';
import { useStageSize } from './useStageSize.ts';
import type { Presented } from './usePresented.ts';
import f from './Figures.module.css';
import s from './RaceScene.module.css';

/** Room at the right of the longer run, as a share of it. */
const MARGIN = 1.04;

/** Two lanes on one clock: a race that is live as it arrives, or the run on screen against another order. */
export function RaceScene({ presented }: { presented: Presented }): ReactNode {
  const race = useRace();
  const live = useRun(({ status }) => isLive(status));
  const besideLive = useBeside(({ status }) => isLive(status));
  return race !== null && (live || besideLive) ? (
    <RaceLanes race={race} stage />
  ) : (
    <Replayed presented={presented} />
  );
}

/** The run on screen above, the other order below. */
function Replayed({ presented }: { presented: Presented }): ReactNode {
  const { run, key, record } = presented;
  const t = useRaceClock((clock) => clock.t);
  const [ref, { width, unit }] = useStageSize();
  const { beside, other, why } = useOpponent(presented);
  const ended = record?.end !== null;
  const end = run === null || other === null || !ended ? 0 : Math.max(run.end, other.run.end);
  useEffect(() => setRaceEnd(end), [end]);

  if (run === null || key === null || !ended) {
    return (
      <p className={s.none}>
        {record === null || !ended ? 'The other order is known once a run has ended.' : presented.why}
      </p>
    );
  }
  const span = Math.max(run.end, other?.run.end ?? 0) * MARGIN;
  const mine: LaneStory = { title: orderTitle(run), words: laneWords(run.provenance), run, key };
  const their: LaneStory | null =
    other === null
      ? null
      : { title: other.title, words: laneWords(other.source), run: other.run, key: other.key };
  return (
    <div className={s.race}>
      <div ref={ref} className={s.lanes}>
        <Lane story={mine} t={t} span={span} width={width} unit={unit} />
        {their === null ? (
          <div className={s.why}>
            <p>{why}</p>
            <Against beside={beside} />
          </div>
        ) : (
          <Lane
            story={their}
            t={t}
            span={span}
            width={width}
            unit={unit}
            aside={<Against beside={beside} />}
          />
        )}
        <Axis span={span} width={width / unit} />
      </div>
      <dl className={f.figures}>
        <Figure name={`${keyTitle(key)} after`} hero={key.at <= t}>
          {reached(key.at, t)}
        </Figure>
        {other?.key !== undefined && other.key !== null && (
          <>
            <Figure name={`with ${other.title}${other.source === 'predicted' ? ' (predicted)' : ''}`}>
              {other.source === 'predicted' && other.key.at <= t ? '≈ ' : ''}
              {reached(other.key.at, t)}
            </Figure>
            <Figure name={other.key.at >= key.at ? 'sooner by' : 'later by'}>
              {Math.max(key.at, other.key.at) <= t
                ? `${formatWhole(Math.abs(other.key.at - key.at))} ms`
                : '—'}
            </Figure>
          </>
        )}
      </dl>
    </div>
  );
}

/** Until the clock is there, all that can be said is that it takes longer. */
function reached(at: number, t: number): string {
  return at <= t ? `${formatWhole(at)} ms` : `> ${formatWhole(t)} ms`;
}

/** What the run races against: its own prediction, or a run from the library. */
function Against({ beside }: { beside: string | null }): ReactNode {
  const entries = useLibrary((library) => library.entries);
  const opened = useRun((run) => run.opened);
  const { problem, capture, status } = useBeside();
  const refused = capture !== null && beside === null && status === 'ended';
  const note = problem ?? (refused ? 'That run answers another question' : null);
  useEffect(() => {
    if (entries === null) void loadLibrary();
  }, [entries]);
  const choices = (entries ?? []).filter(
    (entry) => entry.durationMs !== null && entry.id !== opened?.capture,
  );
  return (
    <label className={s.against}>
      <span className={note === null ? 'sr-only' : undefined}>{note ?? 'Against'}</span>
      <select value={beside ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">the other order, predicted</option>
        {beside === LAST_OF_SERIES && <option value={LAST_OF_SERIES}>the last run of a series</option>}
        {choices.slice(0, 30).map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.label} · {formatWhole(entry.durationMs ?? 0)} ms
          </option>
        ))}
      </select>
    </label>
  );
}

function choose(capture: string): void {
  if (capture === '') clearBeside();
  else void putCaptureBeside(capture);
}
