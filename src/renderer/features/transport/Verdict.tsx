import { timesSource, timesWords } from '../../../core/run/times-source.ts';
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

import { isLive, stopRun, timeoutOf, useRun } from '../../state/run.ts';
import { secondsLeft } from '../../state/clock.ts';
import { cx } from '../../ui/cx.ts';
import { formatWhole } from '../rows/format.ts';
import { VerdictDetails } from './VerdictDetails.tsx';
import { type Tone, toneOf, verdictWords } from './verdict-words.ts';
import s from './Verdict.module.css';

/** Silence shorter than this is the normal pace of a model and not worth a word. Seconds. */
const NOTED_SILENCE = 3;

/** How the run stands, in a line; a click gives the reason in a sentence. */
export function Verdict(): ReactNode {
  const state = useRun();
  const live = isLive(state.status);
  const { verdict, problem } = state;
  const [headline, rest] = headlineOf(state);
  const tone: Tone = live ? 'live' : problem !== null ? 'bad' : verdict === null ? 'none' : toneOf(verdict);
  const face = (
    <>
      <span className={s.dot} data-tone={tone} />
      <span className={s.headline}>{headline}</span>
      {rest !== '' && <span className={cx('mono', s.rest)}> · {rest}</span>}
    </>
  );
  return (
    <output aria-label="Verdict" aria-live={live ? 'off' : 'polite'} className={s.status}>
      {verdict === null && problem === null ? (
        <div className={s.pill}>
          {face}
          {state.status === 'loading' && (
            <>
              <progress className={s.progress} aria-label="Reading the capture" value={state.progress ?? 0} />
              <button type="button" className={s.stop} onClick={() => void stopRun()}>
                Cancel
              </button>
            </>
          )}
        </div>
      ) : (
        <Popover.Root>
          <Popover.Trigger className={cx(s.pill, s.button)} data-tone={tone}>
            {face}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner side="top" align="end" sideOffset={8} className={cx(s.positioner)}>
              <Popover.Popup className={cx(s.popup)}>
                <Popover.Title className={cx(s.title)}>{headline}</Popover.Title>
                <VerdictDetails />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </output>
  );
}

function headlineOf(state: ReturnType<typeof useRun.getState>): [string, string] {
  const { status, record, verdict, problem, progress, now } = state;
  // Until the first byte has come, the header is where the run was opened.
  const header = record?.header ?? state.opened?.header ?? null;
  const source = timesSource({ header, pause: record?.pause ?? -1 });
  const marks = source === 'measured' ? '' : ` · ${timesWords(source)}`;
  const silence = record === null || now === null ? '' : silenceText(record, now);
  switch (status) {
    case 'empty':
      return problem === null ? ['no run yet', ''] : ['not started', problem];
    case 'starting':
      return ['starting', ''];
    case 'waiting':
      return [`waiting${marks}`, now === null ? 'connecting' : `${formatWhole(now)} ms${silence}`];
    case 'live':
      return [`live${marks}`, `op ${formatWhole(record?.ops ?? 0)} · ${formatWhole(now ?? 0)} ms${silence}`];
    case 'loading':
      return ['reading', `${formatWhole((progress ?? 0) * 100)} %`];
    case 'ended':
    default:
      if (problem !== null) return ['problem', problem];
      return verdict === null
        ? ['not read to its end', `${formatWhole(record?.ops ?? 0)} ops`]
        : verdictWords(verdict, marks);
  }
}

function silenceText(record: NonNullable<ReturnType<typeof useRun.getState>['record']>, now: number): string {
  const { log } = record;
  const last = log.length > 0 ? (log.t(log.length - 1) ?? 0) : 0;
  if (now - last < NOTED_SILENCE * 1000) return '';
  return ` · silent, ${secondsLeft(now, last, timeoutOf(record))} s left`;
}
