import { create } from 'zustand';

import type { Draft } from '../../core/run/draft.ts';
import { notify } from './notices.ts';
import { changeSettings } from './settings.ts';

/** What the next run will send, and where. */
export interface DraftState {
  draft: Draft;
  /** The id of a connection. */
  connection: string;
  model: string;
}

const EMPTY: Draft = { title: 'Untitled', schema: '', input: '', params: {}, extra: {}, gates: [] };

export const useDraft = create<DraftState>()(() => ({ draft: EMPTY, connection: '', model: '' }));

/** Whether there is something to run and somewhere to send it; not so in the first moments of the window. */
export function isReady({ connection }: DraftState): boolean {
  return connection !== '';
}

/** An edit by hand; it is in the settings a moment later. */
export function editDraft(change: Partial<Draft>): void {
  setDraft({ ...useDraft.getState().draft, ...change });
}

/** Puts another draft in its place, and gives back what undoes it. What was edited since then can be had back in turn. */
export function replaceDraft(next: Draft): () => void {
  const { draft } = useDraft.getState();
  setDraft(next);
  return () => {
    const { draft: edited } = useDraft.getState();
    setDraft(draft);
    if (edited === next) return;
    notify({
      tone: 'info',
      text: 'Your draft is back; what was edited since then went with the other one.',
      actions: [{ label: 'Bring it back', run: () => setDraft(edited) }],
    });
  };
}

export function chooseConnection(connection: string, model: string): void {
  useDraft.setState({ connection, model });
  changeSettings({ connection });
}

export function chooseModel(model: string): void {
  useDraft.setState({ model });
}

function setDraft(draft: Draft): void {
  useDraft.setState({ draft });
  changeSettings({ draft });
}
