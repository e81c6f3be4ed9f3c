import {
  Columns2,
  EyeOff,
  Lightbulb,
  Minus,
  Pause,
  Play,
  Plus,
  Radio,
  RotateCcw,
  SkipBack,
  SkipForward,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';

import { SPEEDS, usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import {
  back,
  changeSpeed,
  forward,
  leavePresent,
  presentRun,
  replay,
  toggle,
  toggleBlank,
  toggleRaceScene,
  toggleSpotlight,
  usePresent,
} from './present.ts';
import { useRaceClock } from './race-clock.ts';
import s from './Controls.module.css';

/** For hands without a clicker. Dim until the pointer moves over them or the focus comes. */
export function Controls({ live: canRunOnly }: { live: boolean }): ReactNode {
  const { scene, spotlight } = usePresent();
  const speed = usePlayback((playback) => playback.speed);
  const status = useRun((run) => run.status);
  const racing = useRaceClock((clock) => clock.racing);
  const moving = usePlayback((playback) => playback.playing || (playback.following && isLive(status)));
  const playing = scene === 'race' ? racing : moving;
  return (
    <div role="toolbar" aria-label="Stage" className={s.controls}>
      <Control label="Back" keys="PageUp" onClick={back}>
        <SkipBack />
      </Control>
      <Control label={playing ? 'Pause' : 'Play'} keys="Space" onClick={toggle} disabled={canRunOnly}>
        {playing ? <Pause /> : <Play />}
      </Control>
      <Control label="Forward" keys="PageDown" onClick={forward}>
        <SkipForward />
      </Control>
      <Control label="From the start" keys="F5" onClick={replay} disabled={canRunOnly}>
        <RotateCcw />
      </Control>
      <span className={s.rule} />
      <Control label="Slower" keys="−" onClick={() => changeSpeed(-1)} disabled={speed === SPEEDS[0]}>
        <Minus />
      </Control>
      <output className={s.speed} aria-label="Speed">
        {speed}×
      </output>
      <Control label="Faster" keys="+" onClick={() => changeSpeed(1)} disabled={speed === SPEEDS.at(-1)}>
        <Plus />
      </Control>
      <span className={s.rule} />
      <Control label="Spotlight" keys="S" pressed={spotlight && scene === 'fields'} onClick={toggleSpotlight}>
        <Lightbulb />
      </Control>
      <Control label="Two orders" keys="R" pressed={scene === 'race'} onClick={toggleRaceScene}>
        <Columns2 />
      </Control>
      <Control label="Run live" keys="Ctrl+Enter" onClick={() => void presentRun()} disabled={isLive(status)}>
        <Radio />
      </Control>
      <span className={s.rule} />
      <Control label="Blank" keys="B" onClick={toggleBlank}>
        <EyeOff />
      </Control>
      <Control label="Leave" keys="Esc" onClick={leavePresent}>
        <X />
      </Control>
    </div>
  );
}

function Control({
  label,
  keys,
  pressed,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  keys: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={`${label} (${keys})`}
      disabled={disabled}
      className={s.control}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
