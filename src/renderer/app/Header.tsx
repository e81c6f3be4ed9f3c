import { BookOpen, CircleQuestionMark, Moon, Play, Square, Sun } from 'lucide-react';
import type { ReactNode } from 'react';

import { ConnectionBox } from '../features/connections/ConnectionBox.tsx';
import { ModelBox } from '../features/connections/ModelBox.tsx';
import { DraftMenu } from '../features/examples/DraftMenu.tsx';
import { ExportMenu } from '../features/pictures/ExportMenu.tsx';
import { PresentButton } from '../features/present/PresentButton.tsx';
import { SeriesBox } from '../features/series/SeriesBox.tsx';
import { isReady, useDraft } from '../state/draft.ts';
import { stopAll, useRunning } from '../state/running.ts';
import { startSeries } from '../state/series.ts';
import { showOverlay } from '../state/view.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import s from './Header.module.css';
import { Mark } from './Mark.tsx';
import { toggleTheme } from './theme.ts';

export function Header(): ReactNode {
  return (
    <header className={s.header}>
      <h1 className={s.mark}>
        <Mark />
        Landfall
      </h1>
      <ConnectionBox />
      <ModelBox />
      <DraftMenu />
      <div className={s.space} />
      <Button look="quiet" onClick={() => showOverlay('library')}>
        <BookOpen size={14} aria-hidden="true" />
        Library
      </Button>
      <ExportMenu />
      <IconButton label="Switch between dark and light" onClick={toggleTheme}>
        <Sun size={14} className={s.sun} aria-hidden="true" />
        <Moon size={14} className={s.moon} aria-hidden="true" />
      </IconButton>
      <IconButton label="Help" shortcut="F1" onClick={() => showOverlay('help')}>
        <CircleQuestionMark size={14} aria-hidden="true" />
      </IconButton>
      <SeriesBox />
      <RunButton />
      <PresentButton />
      <Tooltip text="All commands">
        <Button aria-label="All commands" className={s.palette} onClick={() => showOverlay('palette')}>
          <Kbd keys="Mod+K" />
        </Button>
      </Tooltip>
    </header>
  );
}

/** Run and Stop share one place, so that the hand that started a run is already where it stops it. */
function RunButton(): ReactNode {
  const running = useRunning();
  const ready = useDraft(isReady);
  return running ? (
    <Button look="primary" data-tour="run" className={s.run} onClick={() => void stopAll()}>
      <Square size={11} fill="currentColor" aria-hidden="true" />
      Stop
      <Kbd keys="Escape" />
    </Button>
  ) : (
    <Button
      look="primary"
      data-tour="run"
      className={s.run}
      disabled={!ready}
      onClick={() => void startSeries()}
    >
      <Play size={11} fill="currentColor" aria-hidden="true" />
      Run
      <Kbd keys="Mod+Enter" />
    </Button>
  );
}
