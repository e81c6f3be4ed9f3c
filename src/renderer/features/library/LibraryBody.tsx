import { FileUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';

import { chooseFile } from '../../state/imports.ts';
import { loadLibrary, note, removeCaptures, useLibrary } from '../../state/library.ts';
import { showOverlay } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { counted } from '../rows/format.ts';
import { openEntry } from './acts.ts';
import { CaptureTable } from './CaptureTable.tsx';
import { filtered } from './describe.ts';
import { Details } from './Details.tsx';
import { NoteStrip } from './NoteStrip.tsx';
import { keepShown, NOTHING, type Selection } from './selection.ts';
import { sortBy, sorted, type Sorting } from './sorting.ts';
import { Toolbar } from './Toolbar.tsx';
import s from './library.module.css';

/** Search over a list with columns, and beside it what is known of the selected ones. */
export function LibraryBody(): ReactNode {
  const { entries, problem } = useLibrary();
  const [query, setQuery] = useState('');
  const [sorting, setSorting] = useState<Sorting>({ column: 'when', descending: true });
  const [wanted, setWanted] = useState<{ selection: Selection; ids: readonly string[] }>({
    selection: NOTHING,
    ids: [],
  });
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const label = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void loadLibrary();
    return () => note(null);
  }, []);

  const shown = useMemo(() => sorted(filtered(entries ?? [], query), sorting), [entries, query, sorting]);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  // What is selected follows from what was, and from what is there now.
  const selection = useMemo(() => keepShown(wanted.selection, ids, wanted.ids), [wanted, ids]);
  const chosen = useMemo(() => shown.filter(({ id }) => selection.selected.has(id)), [shown, selection]);
  const select = (next: Selection): void => setWanted({ selection: next, ids });

  const some = entries !== null && entries.length > 0;
  useEffect(() => {
    if (some) list.current?.focus();
  }, [some]);

  function pressAnywhere(event: KeyboardEvent): boolean {
    if (event.key === 'Escape' && query !== '') setQuery('');
    else if (event.key === 'F2' && chosen.length === 1) label.current?.select();
    else if (event.key === 'f' && (event.ctrlKey || event.metaKey)) search.current?.select();
    else return false;
    return true;
  }

  function pressSearch(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') list.current?.focus();
    else if (event.key === 'Enter') openEntry(chosen[0]);
    else if (!pressAnywhere(event)) return;
    taken(event);
  }

  function pressList(event: KeyboardEvent): void {
    if (event.key === 'Enter') openEntry(shown.find(({ id }) => id === selection.active));
    else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) {
      if (chosen.length > 0) void removeCaptures(chosen);
    } else if (isLetter(event)) {
      // The letter itself goes where the focus is now.
      search.current?.focus();
      return;
    } else if (!pressAnywhere(event)) return;
    taken(event);
  }

  return (
    <div className={s.body}>
      <div className={s.tools}>
        <input
          ref={search}
          type="search"
          aria-label="Search the library"
          placeholder="Search labels, tags, notes, models, schemas…"
          spellCheck={false}
          className={s.search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={pressSearch}
        />
        <Toolbar chosen={chosen} onSelect={(made) => select(onlyThese(made))} />
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
      {some ? (
        <div className={s.split}>
          <div className={s.left}>
            <CaptureTable
              ref={list}
              entries={shown}
              selection={selection}
              onSelect={select}
              onKey={pressList}
              sorting={sorting}
              onSort={(column) => setSorting((before) => sortBy(before, column))}
            />
            {shown.length === 0 && (
              <EmptyState
                title="Nothing matches"
                actions={<Button onClick={() => setQuery('')}>Show all</Button>}
              >
                Every word is looked for in labels, tags, notes, models, schemas and verdicts.
              </EmptyState>
            )}
          </div>
          <Details chosen={chosen} labelRef={label} onDone={() => list.current?.focus()} />
        </div>
      ) : (
        <Nothing reading={entries === null && problem === null} />
      )}
      <NoteStrip count={entries === null ? '' : countOf(shown.length, entries.length, query)} />
    </div>
  );
}

function countOf(shown: number, all: number, query: string): string {
  return query === '' ? counted(all, 'run') : `${shown} of ${counted(all, 'run')}`;
}

function Nothing({ reading }: { reading: boolean }): ReactNode {
  if (reading) return <EmptyState title="Reading the library…" />;
  return (
    <EmptyState title="No runs yet" actions={<Button onClick={openFile}>Open file…</Button>}>
      Every run is kept here on its own. A capture from elsewhere can be opened from a file, or put into the
      folder of captures.
    </EmptyState>
  );
}

/** Not for the dialog, nor for the page. */
function taken(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function onlyThese(ids: readonly string[]): Selection {
  const first = ids[0] ?? null;
  return { selected: new Set(ids), active: first, anchor: first };
}

/** Whoever types in the list is looking for something. */
function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function openFile(): void {
  showOverlay(null);
  chooseFile();
}
