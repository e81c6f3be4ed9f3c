import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';

import {
  follow,
  isTimed,
  setSpeed,
  type Speed,
  SPEEDS,
  stepBy,
  togglePlay,
  usePlayback,
} from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { formatMs, formatWhole } from '../rows/format.ts';
import { Scrubber } from './Scrubber.tsx';
import { Verdict } from './Verdict.tsx';
import s from './Transport.module.css';

const SPEED_CHOICES = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }));

/** The content of the bar at the bottom: a flex row that fills the given height. */
export function Transport(): ReactNode {
  const nothing = useRun((run) => run.record === null || run.record.log.length === 0);
  useRun((run) => run.revision);
  const live = useRun((run) => isLive(run.status));
  const playing = usePlayback((playback) => playback.playing || (playback.following && live));
  const following = usePlayback((playback) => playback.following);
  const speed = usePlayback((playback) => playback.speed);
  return (
    <div className={s.bar}>
      <div className={s.controls}>
        <IconButton
          label="Previous operation"
          shortcut="ArrowLeft"
          disabled={nothing}
          onClick={() => stepBy(-1)}
        >
          <SkipBack size={14} fill="currentColor" aria-hidden="true" />
        </IconButton>
        <IconButton
          label={playing ? 'Pause' : 'Play'}
          shortcut=" "
          disabled={nothing}
          className={s.play}
          onClick={togglePlay}
        >
          {playing ? (
            <Pause size={14} fill="currentColor" strokeWidth={0} aria-hidden="true" />
          ) : (
            <Play size={14} fill="currentColor" strokeWidth={0} aria-hidden="true" />
          )}
        </IconButton>
        <IconButton label="Next operation" shortcut="ArrowRight" disabled={nothing} onClick={() => stepBy(1)}>
          <SkipForward size={14} fill="currentColor" aria-hidden="true" />
        </IconButton>
      </div>
      <Select
        label="Speed"
        small
        className={s.speed}
        value={String(speed)}
        choices={SPEED_CHOICES}
        onChange={(value) => {
          const chosen = SPEEDS.find((candidate) => String(candidate) === value);
          if (chosen !== undefined) setSpeed(chosen satisfies Speed);
        }}
      />
      <Scrubber />
      <Readout />
      <button
        type="button"
        className={cx(s.live, live && following && s.on)}
        aria-pressed={live && following}
        disabled={!live}
        onClick={follow}
      >
        Live
      </button>
      <Verdict />
    </div>
  );
}

/** The playhead's moment, and which operation that is. */
function Readout(): ReactNode {
  const record = useRun((run) => run.record);
  const live = useRun((run) => isLive(run.status));
  useRun((run) => run.revision);
  const { event, t, playing, speed } = usePlayback();
  useEffect(() => {
    // Numbers must not jump when the font comes late.
    void document.fonts.load('550 17px "JetBrains Mono Variable"');
  }, []);
  if (record === null || (record.log.length === 0 && !live)) return <div className={s.time}>—</div>;
  const n = event < 0 ? 0 : record.log.opsUpTo(event);
  const timed = isTimed(record);
  return (
    <div className={s.time}>
      {timed ? (
        <span className={s.clock}>
          {formatMs(t ?? 0)}
          <small>ms</small>
        </span>
      ) : (
        <span className={s.clock} data-live={live}>
          {formatWhole(n)}
          <small>op</small>
        </span>
      )}
      <span className={s.ops}>
        {playing && speed !== 1 && <b>replayed {speed}× · </b>}
        op {formatWhole(n)}/{formatWhole(record.ops)}
      </span>
    </div>
  );
}
