import { Copy, Download, Search } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { nextTask } from '../../state/read-run.ts';
import { useRun } from '../../state/run.ts';
import { select, useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { cx } from '../../ui/cx.ts';
import f from '../../ui/field.module.css';
import { IconButton } from '../../ui/IconButton.tsx';
import p from '../../ui/panel.module.css';
import { Select } from '../../ui/Select.tsx';
import { copyText, fileStem, saveText } from '../document/actions.ts';
import { counted } from '../rows/format.ts';
import { targetOf } from '../rows/stamp.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { bareNdjson, type WireFilter, WireList } from './wire-list.ts';
import { WireRow } from './WireRow.tsx';
import s from './Wire.module.css';

const ROW = 24;
const SLICE_MS = 6;

const KINDS: readonly { value: WireFilter['kind']; label: string }[] = [
  { value: 'all', label: 'all kinds' },
  { value: 'op', label: 'operations' },
  { value: 'error', label: 'errors' },
  { value: 'bad', label: 'unreadable' },
  { value: 'beat', label: 'heartbeats' },
  { value: 'mark', label: 'marks' },
  { value: 'usage', label: 'usage' },
  { value: 'unknown', label: 'unknown' },
];

/** What came, frame by frame, unreadable ones included. */
export function Wire(): ReactNode {
  const record = useRun((run) => run.record);
  if (record === null || record.log.length === 0) {
    return (
      <EmptyState title="Nothing has come over the wire">
        Every frame of a run stands here as it was received, with its time and its socket read, unreadable
        ones included.
      </EmptyState>
    );
  }
  return <Frames record={record} />;
}

function Frames({ record }: { record: RunRecord }): ReactNode {
  useRun((run) => run.revision);
  const name = useRun((run) => run.opened?.name);
  const selected = useSelection((selection) => selection.event);
  const [filter, setFilter] = useState<WireFilter>({ text: '', kind: 'all', leavesOnly: false });
  const list = useMemo(() => new WireList(record, filter), [record, filter]);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    let asked = 0;
    const slice = (): void => {
      const until = performance.now() + SLICE_MS;
      list.advance(() => performance.now() >= until);
      redraw();
      asked = list.upToDate ? 0 : requestAnimationFrame(slice);
    };
    const ask = (): void => {
      if (asked === 0 && !list.upToDate) asked = requestAnimationFrame(slice);
    };
    ask();
    const stop = useRun.subscribe(ask);
    return () => {
      stop();
      cancelAnimationFrame(asked);
    };
  }, [list]);

  const [scrollRef, scroller] = useRowWindow(list.length, ROW);
  const { reveal } = scroller;
  const selectedRow = selected === null ? -1 : list.rowOf(selected);
  useLayoutEffect(() => {
    if (selectedRow >= 0) reveal(selectedRow);
  }, [selectedRow, reveal]);

  function choose(row: number): void {
    const event = list.event(Math.min(Math.max(0, row), list.length - 1));
    if (event < 0) return;
    const view = record.history.at(event);
    const target = record.log.error(event) === null ? targetOf(record, view, event) : null;
    select(target === null ? null : view.pointer(target), event);
  }

  function onKeyDown(key: KeyboardEvent): void {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    const to: Record<string, number> = {
      ArrowDown: selectedRow + 1,
      ArrowUp: selectedRow - 1,
      PageDown: selectedRow + 20,
      PageUp: selectedRow - 20,
      Home: 0,
      End: list.length - 1,
    };
    const row = to[key.key];
    if (row === undefined) return;
    key.preventDefault();
    key.stopPropagation();
    choose(row);
  }

  /** One listener for all rows: the list has the focus, rows are its options. */
  function onClick(click: MouseEvent): void {
    if (!(click.target instanceof Element)) return;
    const row = click.target.closest<HTMLElement>('[role=option]');
    const event = Number(row?.dataset['event'] ?? -1);
    if (event < 0) return;
    if (click.target.closest('[data-copy]') !== null) void copyText(record.log.text(event), 'Line copied');
    else choose(list.rowOf(event));
  }

  const rows: ReactNode[] = [];
  for (let i = scroller.first; i < scroller.last; i++) {
    const event = list.event(i);
    if (event < 0) continue;
    rows.push(
      <WireRow
        key={event}
        id={`wire-row-${i}`}
        record={record}
        event={event}
        top={(i - scroller.first) * ROW - scroller.offset}
        position={i + 1}
        of={list.length}
        selected={event === selected}
      />,
    );
  }
  const filtered = list.length !== record.log.length;

  return (
    <div className={p.panel}>
      <div className={p.bar}>
        <label className={cx(f.box, s.search)}>
          <Search size={13} aria-hidden="true" />
          <input
            className={f.input}
            aria-label="Filter by text"
            placeholder="Filter by text"
            spellCheck={false}
            value={filter.text}
            onChange={(change) => setFilter({ ...filter, text: change.target.value })}
          />
        </label>
        <Select
          label="Kind"
          value={filter.kind}
          choices={KINDS}
          onChange={(kind) => setFilter({ ...filter, kind })}
        />
        <label className={s.check}>
          <input
            type="checkbox"
            checked={filter.leavesOnly}
            onChange={(change) => setFilter({ ...filter, leavesOnly: change.target.checked })}
          />
          leaves only
        </label>
        <output className={cx('num', s.count)}>
          {filtered && `${counted(list.length, 'frame')} of ${record.log.length.toLocaleString('en-US')}`}
          {!list.upToDate && ' · looking…'}
        </output>
        <IconButton label="Copy all as bare NDJSON" onClick={() => void copyBare(record)}>
          <Copy size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label="Save run as bare NDJSON" onClick={() => void saveBare(record, name)}>
          <Download size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={s.columns} aria-hidden="true">
        <span>#</span>
        <span>ms</span>
        <span>read</span>
        <span>kind</span>
        <span>as it came</span>
      </div>
      <div ref={scrollRef} className={s.scroll}>
        <div style={{ height: scroller.height }}>
          <div
            role="listbox"
            aria-label="Frames"
            tabIndex={0}
            aria-activedescendant={
              selectedRow >= scroller.first && selectedRow < scroller.last
                ? `wire-row-${selectedRow}`
                : undefined
            }
            className={s.window}
            style={{ height: scroller.viewport }}
            onKeyDown={onKeyDown}
            onClick={onClick}
          >
            {rows}
          </div>
        </div>
        {list.length === 0 && list.upToDate && <p className={s.none}>No frame matches.</p>}
      </div>
    </div>
  );
}

async function copyBare(record: RunRecord): Promise<void> {
  await copyText(await bareNdjson(record, nextTask), 'Operations copied as bare NDJSON');
}

async function saveBare(record: RunRecord, name: string | undefined): Promise<void> {
  saveText(`${fileStem(name)}.ndjson`, await bareNdjson(record, nextTask), 'application/x-ndjson');
}
