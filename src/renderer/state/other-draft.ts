import { create } from 'zustand';

import { restoreDraft } from '../../core/capture/restore-draft.ts';
import { replaceDraft, useDraft } from './draft.ts';
import { notify } from './notices.ts';
import { useRun } from './run.ts';

/**
 * The run, if any, whose draft is offered: it was opened, and was asked with another schema than the one in the editor.
 * Decided when the run comes: what is edited after that differs on purpose.
 */
export const useOtherDraft = create<{ offered: string | null }>()(() => ({ offered: null }));

let decidedFor: string | null = null;

useRun.subscribe(({ opened, record }) => {
  if (opened === null || opened.run === decidedFor) return;
  // The header of a foreign file that is long may be known only with its first line.
  const header = opened.header ?? record?.header ?? null;
  if (header === null && !opened.live) {
    if (useOtherDraft.getState().offered !== null) declineDraft();
    return;
  }
  decidedFor = opened.run;
  const { schema } = useDraft.getState().draft;
  const differs = !opened.live && header?.schema !== undefined && header.schema !== schema;
  useOtherDraft.setState({ offered: differs ? opened.run : null });
});

export function declineDraft(): void {
  useOtherDraft.setState({ offered: null });
}

/** Brings the draft of the run on screen into the editor. */
export function takeDraft(): void {
  const { opened, record } = useRun.getState();
  const header = opened?.header ?? record?.header ?? null;
  const draft = header === null ? null : restoreDraft(header, useDraft.getState().draft);
  declineDraft();
  if (draft === null) return;
  const undo = replaceDraft(draft);
  notify({
    tone: 'info',
    text: `The draft of “${draft.title}” is in the editor.`,
    actions: [{ label: 'Undo', run: undo }],
  });
}
