import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import { FileBanner } from '../features/file/FileBanner.tsx';
import { Tour } from '../features/tour/Tour.tsx';
import { dismissProblem, useRun } from '../state/run.ts';
import { showOverlay } from '../state/view.ts';
import { Button } from '../ui/Button.tsx';
import s from './RunNotice.module.css';

/** What the person should know about the run on screen, above it. */
export function RunNotice(): ReactNode {
  return (
    <div className={s.stack}>
      <Tour />
      <Problem />
      <FileBanner />
    </div>
  );
}

/** Why nothing was sent, and what to do about it. Gone with the next run. */
function Problem(): ReactNode {
  const problem = useRun((run) => run.problem);
  const lacks = useRun((run) => run.lacks);
  if (problem === null) return null;
  return (
    <div role="alert" className={s.notice}>
      <TriangleAlert size={14} aria-hidden="true" />
      <p>{problem}</p>
      {lacks === 'key' && <Button onClick={() => showOverlay('connections')}>Add key…</Button>}
      {lacks === 'model' && <Button onClick={focusModel}>Choose a model</Button>}
      <Button look="quiet" onClick={() => dismissProblem()}>
        Dismiss
      </Button>
    </div>
  );
}

function focusModel(): void {
  document.querySelector<HTMLElement>('[role=combobox][aria-label=Model]')?.click();
  document.querySelector<HTMLElement>('[role=combobox][aria-label=Model]')?.focus();
}
