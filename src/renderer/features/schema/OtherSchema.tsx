import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { declineDraft, takeDraft, useOtherDraft } from '../../state/other-draft.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import s from './SchemaPanel.module.css';

/** A run that was opened may have been asked with another schema than the one in the editor: it can be had there. */
export function OtherSchema(): ReactNode {
  const offered = useOtherDraft((state) => state.offered);
  if (offered === null) return null;
  return (
    <output className={s.offer} data-tone="info">
      <span>This run was asked with another schema.</span>
      <span className={s.answers}>
        <Button onClick={takeDraft}>Edit its draft</Button>
        <IconButton label="Keep mine" onClick={declineDraft}>
          <X size={12} aria-hidden="true" />
        </IconButton>
      </span>
    </output>
  );
}
