import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

import { usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { onlyMain } from '../../state/shown-document.ts';
import { Announcer } from './Announcer.tsx';
import { Controls } from './Controls.tsx';
import { FieldsScene } from './FieldsScene.tsx';
import { pressKey } from './keys.ts';
import { NumberScene } from './NumberScene.tsx';
import { leavePresent, toggleBlank, usePresent } from './present.ts';
import { PromptScene } from './PromptScene.tsx';
import { provenanceWords } from './provenance.ts';
import { RaceScene } from './RaceScene.tsx';
import { SpotScene } from './SpotScene.tsx';
import { StageQuestion } from './StageQuestion.tsx';
import { useFullscreen } from './useFullscreen.ts';
import { useIdle } from './useIdle.ts';
import { type Presented, usePresented } from './usePresented.ts';
import s from './Stage.module.css';

/** All that the audience sees: what was asked at the top, the scene, and below it where its times come from. */
export function Stage(): ReactNode {
  const stage = useRef<HTMLDivElement>(null);
  const presented = usePresented();
  const { scene, blank, spotlight } = usePresent();
  const idle = useIdle();
  useFullscreen(leavePresent);

  useEffect(() => {
    const before = document.activeElement;
    const root = document.querySelector('#root');
    root?.setAttribute('inert', '');
    stage.current?.focus();
    const press = (event: KeyboardEvent): void => {
      if (!event.isComposing && pressKey(event)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      root?.removeAttribute('inert');
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return createPortal(
    <div
      ref={stage}
      role="dialog"
      aria-modal="true"
      aria-label="Present"
      tabIndex={-1}
      className={s.stage}
      data-scene={scene}
      data-idle={idle}
    >
      {scene !== 'prompt' && <Asked presented={presented} />}
      <div className={s.scene}>
        {scene === 'prompt' && <PromptScene presented={presented} />}
        {scene === 'fields' &&
          (spotlight ? <SpotScene presented={presented} /> : <FieldsScene presented={presented} />)}
        {scene === 'number' && <NumberScene presented={presented} />}
        {scene === 'race' && <RaceScene presented={presented} />}
      </div>
      <footer className={s.foot}>
        <Provenance presented={presented} />
        <Controls canRunOnly={presented.record === null} />
      </footer>
      <StageQuestion />
      <Announcer presented={presented} />
      {blank && (
        <button type="button" aria-label="Show the stage again" className={s.blank} onClick={toggleBlank} />
      )}
    </div>,
    document.body,
  );
}

function Asked({ presented: { title, prompt } }: { presented: Presented }): ReactNode {
  return (
    <header className={s.asked}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {prompt !== '' && (
        <p>
          <bdi>“{prompt}”</bdi>
        </p>
      )}
    </header>
  );
}

function Provenance({ presented: { record, timed } }: { presented: Presented }): ReactNode {
  const speed = usePlayback((playback) => playback.speed);
  const following = usePlayback((playback) => playback.following);
  const live = useRun((run) => isLive(run.status)) && following;
  const words = record === null ? 'nothing has run yet' : provenanceWords({ record, timed, live, speed });
  const only = record === null ? null : onlyMain(record);
  return (
    <p className={s.provenance} data-live={live}>
      {words}
      {only !== null && ` · ${only}`}
    </p>
  );
}
