import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { restoreDraft } from '../../../core/capture/restore-draft.ts';
import { replaceDraft, useDraft } from '../../state/draft.ts';
import { notify } from '../../state/notices.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import s from './SchemaPanel.module.css';

/** A run that was opened may have been asked with another schema than the one in the editor: it can be had there. */
export function OtherSchema(): ReactNode {
  const opened = useRun((run) => run.opened);
  const header = useRun((run) => run.record?.header ?? null);
  const schema = useDraft((state) => state.draft.schema);
  const [offer, setOffer] = useState<{ run: string; open: boolean } | null>(null);
  if (opened === null || header?.schema === undefined) return null;
  // Decided when the run comes: what is edited after that differs on purpose.
  if (offer?.run !== opened.run) setOffer({ run: opened.run, open: header.schema !== schema });
  if (offer?.run !== opened.run || !offer.open || header.schema === schema) return null;
  const answer = (): void => setOffer({ run: opened.run, open: false });
  const take = (): void => {
    const draft = restoreDraft(header, useDraft.getState().draft);
    if (draft === null) return;
    answer();
    const undo = replaceDraft(draft);
    notify({
      tone: 'info',
      text: `The draft of “${draft.title}” is in the editor.`,
      actions: [{ label: 'Undo', run: undo }],
    });
  };
  return (
    <output className={s.offer} data-tone="info">
      <span>This run was asked with another schema.</span>
      <span className={s.answers}>
        <Button onClick={take}>Edit its draft</Button>
        <IconButton label="Keep mine" onClick={answer}>
          <X size={12} aria-hidden="true" />
        </IconButton>
      </span>
    </output>
  );
}
