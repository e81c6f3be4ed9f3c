import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { useDraft } from '../../state/draft.ts';
import { playedGates, type ShownGates } from '../../state/gates.ts';
import { isTimed, usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { select } from '../../state/selection.ts';
import { showOverlay } from '../../state/view.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatWhole } from '../rows/format.ts';
import { jobState, type Lane, type LaneBar, lanesOf } from './gate-bars.ts';
import { type Scale, timeToX } from './scale.ts';
import { useTimeline } from './timeline-state.ts';
import s from './GateLanes.module.css';

/**
 * What waits for fields, on the axis of the fields: a flag where it opens, a bar while its work runs beside the stream.
 *
 *     ▲ dispatch to billing   ▏▇▇▇▇▇▇▇▇ 400 ms
 *     ▲ research each step         ▏▇▇▇▇▇▇▇
 *                                       ▏▇▇▇▇▇▇▇▇
 */
export function GateLanes({ record, scale }: { record: RunRecord; scale: () => Scale }): ReactNode {
  useRun((run) => run.revision);
  useTimeline((state) => state.zoom);
  useDraft(({ draft }) => draft);
  const live = useRun((run) => isLive(run.status));
  const playhead = usePlayback((playback) => playback.t);
  const event = usePlayback((playback) => playback.event);
  const played = isTimed(record) ? playedGates(record) : null;
  if (played === null) return null;
  // At the end of a run that is over, all that follows from it is shown as it will have been.
  const at = !live && event >= record.log.length - 1 ? null : playhead;
  return (
    <>
      {played.notOwn !== null && <p className={s.whose}>{WHOSE[played.notOwn]}</p>}
      <ul aria-label="Gates" className={s.lanes}>
        {lanesOf(played.schedule).map((lane) => (
          <LaneView key={lane.name} lane={lane} scale={scale()} at={at} live={live} />
        ))}
      </ul>
    </>
  );
}

const WHOSE: Record<NonNullable<ShownGates['notOwn']>, string> = {
  edited: 'Gates as the draft has them now; this run was recorded with others.',
  borrowed: 'Gates of the draft in the editor; this run was recorded without any.',
};

interface LaneViewProps {
  lane: Lane;
  scale: Scale;
  /** The moment that is shown; null shows all. */
  at: number | null;
  live: boolean;
}

function LaneView({ lane, scale, at, live }: LaneViewProps): ReactNode {
  const { outcome } = lane;
  const [first] = outcome.jobs;
  // What has not come may come yet, and an array without items may get some.
  const isEarly = live && (outcome.state === 'never' || outcome.kind === 'fan-out');
  const words = isEarly ? 'waits for its field' : wordsOf(outcome.state);
  return (
    <li className={cx(s.lane, lane.tracks > 1 && s.tall)} aria-label={nameOf(lane)}>
      <button
        type="button"
        className={s.label}
        title={nameOf(lane)}
        onClick={() => (first === undefined ? showOverlay('gates') : select(first.pointer, null))}
      >
        <span className={s.flag} data-state={outcome.state} aria-hidden="true">
          ▲
        </span>
        <span className={s.name}>{lane.name}</span>
      </button>
      <div className={s.axis} aria-hidden="true">
        {lane.bars.map((bar) => (
          <BarView key={bar.job.item ?? 0} bar={bar} lane={lane} scale={scale} at={at} />
        ))}
        {outcome.jobs.length === 0 && <span className={s.words}>{words}</span>}
      </div>
    </li>
  );
}

function BarView({
  bar,
  lane,
  scale,
  at,
}: {
  bar: LaneBar;
  lane: Lane;
  scale: Scale;
  at: number | null;
}): ReactNode {
  const { job } = bar;
  const percent = (t: number): number => timeToX({ ...scale, width: 1 }, t) * 100;
  const state = jobState(job, at);
  const from = job.starts ?? job.opens;
  const to = job.ends ?? at ?? scale.from + scale.span;
  const style = { left: `${percent(from)}%`, width: `${Math.max(0, percent(to) - percent(from))}%` };
  const top = lane.tracks > 1 ? 4 + bar.track * 11 : 4;
  const done = state === 'running' && at !== null ? ((at - from) / Math.max(1, to - from)) * 100 : 0;
  return (
    <>
      <i className={s.opening} style={{ left: `${percent(job.opens)}%`, top }} data-state={state} />
      {state !== 'ahead' && (
        <span
          className={s.bar}
          data-state={job.starts === null ? lane.outcome.state : state}
          data-critical={bar.critical}
          // What never starts is said in a sentence, for which there is no room at the end.
          data-words={job.starts === null && percent(from) > 55 ? 'before' : undefined}
          style={{ ...style, top }}
        >
          {state === 'running' && <i className={s.fill} style={{ width: `${done}%` }} />}
          {lane.tracks === 1 && <span className={s.text}>{textOf(bar, lane)}</span>}
        </span>
      )}
    </>
  );
}

function textOf({ job }: LaneBar, { outcome }: Lane): string {
  if (outcome.kind !== 'approval') {
    return job.starts === null || job.ends === null
      ? wordsOf(outcome.state)
      : `${formatWhole(job.ends - job.starts)} ms`;
  }
  const took =
    job.ends === null || job.starts === null ? '' : ` after ${formatWhole(job.ends - job.starts)} ms`;
  return outcome.state === 'done' ? `approved${took}` : `${wordsOf(outcome.state)}${took}`;
}

function wordsOf(state: Lane['outcome']['state']): string {
  switch (state) {
    case 'done':
      return 'done';
    case 'not needed':
      return 'not needed: its condition does not hold';
    case 'never':
      return 'its field has not come';
    case 'waiting':
      return 'waits for an answer';
    case 'blocked':
      return 'waits for another gate';
    case 'declined':
      return 'declined';
    case 'discarded':
      return 'discarded: what it depends on was declined';
  }
  return state satisfies never;
}

/** For those who hear the lanes: `dispatch to billing: opens 249.4 ms, ends 649.4 ms`. */
function nameOf({ name, outcome }: Lane): string {
  const { opens, ends, state, jobs } = outcome;
  if (opens === null) return `${name}: ${wordsOf(state)}`;
  const items = jobs.length > 1 ? `, ${jobs.length} items` : '';
  const last = state === 'done' && ends !== null ? `ends ${formatMs(ends)} ms` : wordsOf(state);
  return `${name}: opens ${formatMs(opens)} ms${items}, ${last}`;
}
