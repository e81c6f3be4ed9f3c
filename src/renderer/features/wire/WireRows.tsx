import { useLayoutEffect } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { usePlayback } from '../../state/playback.ts';
import { useSelection } from '../../state/selection.ts';
import { stepTo } from '../../ui/list-keys.ts';
import { copyText } from '../../state/copy-text.ts';
import { usePinned } from '../rows/usePinned.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { choose } from './choose.ts';
import { describe } from './describe.ts';
import type { WireEntry, WireList } from './wire-list.ts';
import { WireRow } from './WireRow.tsx';
import s from './Wire.module.css';

/** As the height of a row in the style sheet. */
const ROW = 24;

interface WireRowsProps {
  record: RunRecord;
  list: WireList;
  /** Shows the events of a frame, or hides them. */
  onToggle: (frame: number) => void;
}

/** The rows of the list, those in sight. The tree has the focus; which row is meant is the selection. */
export function WireRows({ record, list, onToggle }: WireRowsProps): ReactNode {
  const selection = useSelection();
  const [scrollRef, scroller] = useRowWindow(list.length, ROW);
  const { reveal } = scroller;
  const at =
    selection.frame !== null
      ? list.rowOfFrame(selection.frame)
      : selection.event !== null
        ? list.rowOfEvent(selection.event)
        : -1;
  useLayoutEffect(() => {
    if (at >= 0) reveal(at);
  }, [at, reveal]);

  const playhead = usePlayback((playback) => playback.event);
  const { moves, pinned, release } = usePinned();
  useLayoutEffect(() => {
    if (moves && pinned.current) reveal(Math.min(list.rowOfEvent(playhead), list.length - 1));
  });

  function to(row: number): void {
    const entry = list.entry(row);
    if (entry !== null) choose(record, entry);
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    release();
    const row = stepTo(key.key, at, list.length);
    const entry = list.entry(at);
    if (row !== null) to(row);
    else if (entry !== null && entry.frame >= 0 && !fold(key.key, entry)) return;
    else if (entry === null || entry.frame < 0) return;
    key.preventDefault();
    key.stopPropagation();
  }

  /** What a key does to a frame or inside it; false where it means nothing here. */
  function fold(key: string, entry: WireEntry): boolean {
    const open = list.isOpen(entry.frame);
    const onFrame = entry.event < 0;
    if (onFrame && (key === 'Enter' || key === ' ' || key === (open ? 'ArrowLeft' : 'ArrowRight'))) {
      onToggle(entry.frame);
    } else if (onFrame && open && key === 'ArrowRight') to(at + 1);
    else if (!onFrame && key === 'ArrowLeft') choose(record, { frame: entry.frame, event: -1 });
    else return false;
    return true;
  }

  /** One listener for all rows, as for the keys. */
  function onClick(click: MouseEvent): void {
    if (!(click.target instanceof Element)) return;
    const row = click.target.closest<HTMLElement>('[role=treeitem]');
    const entry = list.entry(Number(row?.dataset['row'] ?? -1));
    if (entry === null) return;
    if (click.target.closest('[data-copy]') !== null) {
      void copyText(describe(record, entry).text, entry.event < 0 ? 'Frame copied' : 'Line copied');
    } else if (click.type === 'dblclick' || click.target.closest('[data-open]') !== null) {
      if (entry.event < 0) onToggle(entry.frame);
    } else choose(record, entry);
  }

  const rows: ReactNode[] = [];
  for (let row = scroller.first; row < scroller.last; row++) {
    const entry = list.entry(row);
    if (entry === null) continue;
    const isSelected =
      selection.frame === null
        ? entry.event >= 0 && entry.event === selection.event
        : entry.event < 0 && entry.frame === selection.frame;
    rows.push(
      <WireRow
        key={`${entry.frame} ${entry.event}`}
        id={`wire-row-${row}`}
        record={record}
        entry={entry}
        row={row}
        top={(row - scroller.first) * ROW - scroller.offset}
        of={list.length}
        selected={isSelected}
        related={isRelated(record, selection, entry)}
        open={list.isOpen(entry.frame)}
        follows={list.found === list.looked}
        later={isLater(record, entry, playhead)}
      />,
    );
  }

  return (
    <div ref={scrollRef} className={s.scroll} onWheel={release} onPointerDown={release}>
      <div style={{ height: scroller.height }}>
        <div
          role="tree"
          aria-label="Frames"
          tabIndex={0}
          aria-activedescendant={at >= scroller.first && at < scroller.last ? `wire-row-${at}` : undefined}
          className={s.window}
          style={{ height: scroller.viewport }}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onDoubleClick={onClick}
        >
          {rows}
        </div>
      </div>
      {list.length === 0 && list.upToDate && <p className={s.none}>No frame matches.</p>}
    </div>
  );
}

/** What brought nothing is dated by what came before it. */
function isLater({ frames }: RunRecord, { frame, event }: WireEntry, playhead: number): boolean {
  if (event >= 0) return event > playhead;
  const first = frames.firstEvent(frame);
  return first > playhead + (frames.endEvent(frame) === first ? 1 : 0);
}

/** A frame is related to its events, where one of the two is selected. */
function isRelated(
  { frames }: RunRecord,
  { frame, event }: { frame: number | null; event: number | null },
  row: WireEntry,
): boolean {
  if (row.frame < 0) return false;
  if (frame !== null) return row.frame === frame;
  return event !== null && row.event < 0 && frames.frameOf(event) === row.frame;
}
