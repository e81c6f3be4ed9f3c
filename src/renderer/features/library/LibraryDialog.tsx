import { FileUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';

import { chooseFile } from '../../state/imports.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { stepTo } from '../../ui/list-keys.ts';
import { optionId } from '../../ui/OptionList.tsx';
import { CaptureList, openEntry } from './CaptureList.tsx';
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
  const id = useId();
  const { entries, problem } = useLibrary();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  useEffect(() => void loadLibrary(), []);
  const shown = filtered(entries ?? [], query);
  const at = Math.min(active, shown.length - 1);

  function press(event: KeyboardEvent): void {
    const inText = event.key === 'Home' || event.key === 'End';
    const to = inText ? null : stepTo(event.key, at, shown.length);
    const current = shown[at];
    if (to !== null) setActive(to);
    else if (event.key === 'Enter' && current !== undefined) openEntry(current);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className={s.tools}>
        <input
          role="combobox"
          aria-label="Filter the library"
          aria-expanded={shown.length > 0}
          aria-controls={id}
          aria-activedescendant={at < 0 ? undefined : optionId(id, at)}
          placeholder="Filter by label, model, schema…"
          spellCheck={false}
          className={s.filter}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
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
      <CaptureList id={id} entries={shown} active={at} onActive={setActive} />
    </>
  );
}

function openFile(): void {
  showOverlay(null);
  chooseFile();
}
