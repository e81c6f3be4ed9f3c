import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useState,
} from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { cx } from '../../ui/cx.ts';
import { stepTo } from '../../ui/list-keys.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { openEntry } from './acts.ts';
import { CaptureRow } from './CaptureRow.tsx';
import { reachOf, selectAll, selectAt, type Selection } from './selection.ts';
import type { Column, Sorting } from './sorting.ts';
import s from './CaptureTable.module.css';

const ROW = 44;

const COLUMNS: readonly { column: Column; title: string; right?: boolean }[] = [
  { column: 'label', title: 'Label' },
  { column: 'model', title: 'Model' },
  { column: 'schema', title: 'Schema' },
  { column: 'verdict', title: 'Verdict' },
  { column: 'ops', title: 'Ops', right: true },
  { column: 'duration', title: 'Time', right: true },
  { column: 'when', title: 'When', right: true },
];

interface CaptureTableProps {
  ref: Ref<HTMLDivElement>;
  entries: readonly CaptureEntry[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** A key that does not move the selection. */
  onKey: (event: KeyboardEvent) => void;
  sorting: Sorting;
  onSort: (column: Column) => void;
}

/** A list box with columns. Only what is in sight is there, because a library grows for years. */
export function CaptureTable(props: CaptureTableProps): ReactNode {
  const { ref, entries, selection, onSelect, onKey, sorting, onSort } = props;
  const id = useId();
  const [scroller, { height, first, last, reveal }] = useRowWindow(entries.length, ROW);
  const [now] = useState(() => Date.now());
  const ids = entries.map((entry) => entry.id);
  const at = selection.active === null ? -1 : ids.indexOf(selection.active);
  useEffect(() => reveal(at), [at, reveal]);

  function press(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    const to = stepTo(event.key, at, entries.length);
    if (to !== null) onSelect(selectAt(selection, ids, to, event.shiftKey ? 'range' : 'one'));
    else if (mod && event.key === 'a') onSelect(selectAll(selection, ids));
    else if (event.key === ' ') onSelect(selectAt(selection, ids, at, 'toggle'));
    else return onKey(event);
    event.preventDefault();
  }

  function pressRow(event: PointerEvent): void {
    const index = indexAt(event.target);
    if (index !== null && event.button === 0) onSelect(selectAt(selection, ids, index, reachOf(event)));
  }

  return (
    <div className={cx(s.table, entries.length === 0 && s.none)}>
      <div className={s.columns}>
        {COLUMNS.map(({ column, title, right }) => (
          <button
            key={column}
            type="button"
            aria-label={`Sort by ${title.toLowerCase()}`}
            aria-pressed={sorting.column === column}
            className={cx(s.column, right === true && s.right)}
            onClick={() => onSort(column)}
          >
            {title}
            {sorting.column === column &&
              (sorting.descending ? (
                <ArrowDown size={11} aria-hidden="true" />
              ) : (
                <ArrowUp size={11} aria-hidden="true" />
              ))}
          </button>
        ))}
      </div>
      <div ref={scroller} className={s.scroller}>
        <div
          ref={ref}
          role="listbox"
          tabIndex={0}
          aria-label="Runs"
          aria-multiselectable="true"
          aria-activedescendant={at >= first && at < last ? `${id}-${at}` : undefined}
          className={s.list}
          style={{ height }}
          onKeyDown={press}
          // A press on a row puts the focus there; the keys are the list's.
          onFocus={(event) => {
            if (event.target !== event.currentTarget) event.currentTarget.focus();
          }}
          onPointerDown={pressRow}
          onDoubleClick={(event) => openEntry(entries[indexAt(event.target) ?? -1])}
        >
          {entries.slice(first, last).map((entry, i) => (
            <CaptureRow
              key={entry.id}
              id={`${id}-${first + i}`}
              entry={entry}
              index={first + i}
              count={entries.length}
              top={(first + i) * ROW}
              selected={selection.selected.has(entry.id)}
              active={first + i === at}
              now={now}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function indexAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
  return row === null ? null : Number(row.dataset['index']);
}
