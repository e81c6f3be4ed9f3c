import { useDraft } from '../state/draft.ts';
import { useRun } from '../state/run.ts';

/** The window is named after the run in it, as it is found among other windows; before one, after the draft. */
export function followTitle(): void {
  show();
  useRun.subscribe((now, before) => {
    if (now.opened !== before.opened) show();
  });
  useDraft.subscribe((now, before) => {
    if (now.draft.title !== before.draft.title) show();
  });
}

function show(): void {
  const name = useRun.getState().opened?.name ?? useDraft.getState().draft.title;
  document.title = name === '' ? 'Landfall' : `${name} · Landfall`;
}
