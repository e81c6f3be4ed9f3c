import { Copy, Download, FolderOpen, Play, SquareSplitHorizontal, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { duplicateCaptures, removeCaptures, revealCapture } from '../../state/library.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { canCompare, compareEntries, openEntry } from './acts.ts';
import { saveCopy } from './save-copy.ts';
import s from './library.module.css';

interface ToolbarProps {
  chosen: readonly CaptureEntry[];
  onSelect: (ids: readonly string[]) => void;
}

/** What can be done with the selected captures. What is being recorded is left alone. */
export function Toolbar({ chosen, onSelect }: ToolbarProps): ReactNode {
  const [first] = chosen;
  const single = chosen.length === 1 && first !== undefined;
  const none = chosen.length === 0;
  const busy = chosen.some(({ recording }) => recording);
  return (
    <div role="toolbar" aria-label="Selected runs" className={s.bar}>
      <Button disabled={!single} onClick={() => openEntry(first)}>
        <Play size={12} aria-hidden="true" />
        Open
      </Button>
      <Button disabled={!canCompare(chosen)} onClick={() => compareEntries(chosen)}>
        <SquareSplitHorizontal size={13} aria-hidden="true" />
        Compare
      </Button>
      <IconButton
        label="Duplicate"
        disabled={none || busy}
        onClick={() => void duplicateCaptures(chosen.map(({ id }) => id)).then(onSelect)}
      >
        <Copy size={14} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Save a copy…"
        disabled={none || busy}
        onClick={() =>
          void chosen.reduce((last, entry) => last.then(() => saveCopy(entry)), Promise.resolve())
        }
      >
        <Download size={14} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Show the file"
        disabled={!single}
        onClick={() => first !== undefined && void revealCapture(first.id)}
      >
        <FolderOpen size={14} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Delete"
        shortcut="Delete"
        disabled={none || busy}
        onClick={() => void removeCaptures(chosen)}
      >
        <Trash2 size={14} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
