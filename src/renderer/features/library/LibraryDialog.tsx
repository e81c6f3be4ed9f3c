import { Autocomplete } from '@base-ui/react/autocomplete';
import { FileUp } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { chooseFile } from '../../state/imports.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CaptureList } from './CaptureList.tsx';
import { filtered } from './describe.ts';
import s from './library.module.css';

/** Every run that was made or kept, newest first. */
export function LibraryDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'library');
  return (
    <Dialog title="Library" open={open} onClose={() => showOverlay(null)} place="side" width={480}>
      <Body />
    </Dialog>
  );
}

/** The filter is a combobox over the list: typing narrows it, arrows go through it, Enter opens. */
function Body(): ReactNode {
  const { entries, problem } = useLibrary();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  useEffect(() => void loadLibrary(), []);
  const shown = filtered(entries ?? [], query);
  return (
    <Autocomplete.Root
      open
      inline
      virtualized
      autoHighlight="always"
      keepHighlight
      items={entries ?? []}
      filteredItems={[...shown]}
      itemToStringValue={labelOf}
      value={query}
      onValueChange={(next, { reason }) => {
        if (reason !== 'item-press') setQuery(next);
      }}
      onItemHighlighted={(entry, { index }) => {
        if (entry !== undefined) setActive(index);
      }}
    >
      <div className={s.tools}>
        <Autocomplete.Input
          aria-label="Filter the library"
          placeholder="Filter by label, model, schema…"
          className={cx(s.filter)}
        />
        <Button onClick={openFile}>
          <FileUp size={14} aria-hidden="true" />
          Open file…
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className={s.problem}>
          {problem}
        </p>
      )}
      {entries === null && problem === null && <EmptyState title="Reading the library…" />}
      {entries?.length === 0 && (
        <EmptyState title="No runs yet">
          Every run is kept here on its own. A capture from elsewhere can be opened from a file.
        </EmptyState>
      )}
      {entries !== null && entries.length > 0 && shown.length === 0 && (
        <EmptyState
          title="Nothing matches"
          actions={<Button onClick={() => setQuery('')}>Show all</Button>}
        />
      )}
      {shown.length > 0 && <CaptureList entries={shown} active={Math.min(active, shown.length - 1)} />}
    </Autocomplete.Root>
  );
}

function labelOf(entry: CaptureEntry): string {
  return entry.label;
}

function openFile(): void {
  showOverlay(null);
  chooseFile();
}
