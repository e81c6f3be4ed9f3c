import { FolderOpen, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { removeCapture, revealCapture } from '../../state/library.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import s from './library.module.css';

/** Over the active row, at its lower right. Deleting asks once more, in the same place. */
export function CaptureActions({ entry, top }: { entry: CaptureEntry; top: number }): ReactNode {
  const [sure, setSure] = useState(false);
  return (
    <div className={s.actions} style={{ top }}>
      {sure ? (
        <>
          <Button look="danger" onClick={() => void removeCapture(entry.id)}>
            Delete for good
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            Keep
          </Button>
        </>
      ) : (
        <>
          <IconButton label={`Show the file of ${entry.label}`} onClick={() => void revealCapture(entry.id)}>
            <FolderOpen size={14} aria-hidden="true" />
          </IconButton>
          <IconButton label={`Delete ${entry.label}…`} onClick={() => setSure(true)}>
            <Trash2 size={14} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  );
}
