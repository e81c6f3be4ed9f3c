import {
  Columns2,
  EyeOff,
  Lightbulb,
  type LucideIcon,
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
import { ACTIONS, type StageAction } from './actions.ts';
import { usePresent } from './present.ts';
import { useRaceClock } from './race-clock.ts';
import s from './Controls.module.css';

/** For hands without a clicker. Gone while the pointer rests and nothing in it has the focus. */
export function Controls({ canRunOnly }: { canRunOnly: boolean }): ReactNode {
  const { scene, spotlight } = usePresent();
  const speed = usePlayback((playback) => playback.speed);
  const status = useRun((run) => run.status);
  const racing = useRaceClock((clock) => clock.racing);
  const moving = usePlayback((playback) => playback.playing || (playback.following && isLive(status)));
  const playing = scene === 'race' ? racing : moving;
  return (
    <div role="toolbar" aria-label="Stage" className={s.controls}>
      <Control action={ACTIONS.back} icon={SkipBack} />
      <Control
        action={playing ? { ...ACTIONS.play, label: 'Pause' } : ACTIONS.play}
        icon={playing ? Pause : Play}
        disabled={canRunOnly}
      />
      <Control action={ACTIONS.forward} icon={SkipForward} />
      <Control action={ACTIONS.replay} icon={RotateCcw} disabled={canRunOnly} />
      <span className={s.rule} />
      <Control action={ACTIONS.slower} icon={Minus} disabled={speed === SPEEDS[0]} />
      <output className={s.speed} aria-label="Speed">
        {speed}×
      </output>
      <Control action={ACTIONS.faster} icon={Plus} disabled={speed === SPEEDS.at(-1)} />
      <span className={s.rule} />
      <Control action={ACTIONS.spotlight} icon={Lightbulb} pressed={spotlight && scene === 'fields'} />
      <Control action={ACTIONS.race} icon={Columns2} pressed={scene === 'race'} />
      <Control action={ACTIONS.run} icon={Radio} disabled={isLive(status)} />
      <span className={s.rule} />
      <Control action={ACTIONS.blank} icon={EyeOff} />
      <Control action={ACTIONS.leave} icon={X} />
    </div>
  );
}

function Control({
  action: { label, shown, run },
  icon: Icon,
  pressed,
  disabled = false,
}: {
  action: StageAction;
  icon: LucideIcon;
  pressed?: boolean;
  disabled?: boolean;
}): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={`${label} (${shown})`}
      disabled={disabled}
      className={s.control}
      onClick={run}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
