import { Copy, Download, Search } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useReducer, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { nextTask } from '../../state/next-task.ts';
import { useRun } from '../../state/run.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { cx } from '../../ui/cx.ts';
import f from '../../ui/field.module.css';
import { IconButton } from '../../ui/IconButton.tsx';
import p from '../../ui/panel.module.css';
import { Select } from '../../ui/Select.tsx';
import { copyRun, exportRun } from '../export/export-run.ts';
import { counted, formatWhole } from '../rows/format.ts';
import { type WireFilter, WireList } from './wire-list.ts';
import { WireRows } from './WireRows.tsx';
import s from './Wire.module.css';

/** A stretch of looking that leaves room for a frame. Milliseconds. */
const SLICE_MS = 6;
/** How often the rows are drawn again while more are being found: a person reads no faster. */
const REDRAW_MS = 150;

const KINDS: readonly { value: WireFilter['kind']; label: string }[] = [
  { value: 'all', label: 'all kinds' },
  { value: 'op', label: 'operations' },
  { value: 'grow', label: 'parts of strings' },
  { value: 'reason', label: 'reasoning' },
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
  const hasCome = useRun(({ record: run }) => run !== null && run.log.length + run.frames.length > 0);
  if (record === null || !hasCome) {
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
  const [filter, setFilter] = useState<WireFilter>({ text: '', kind: 'all', leavesOnly: false });
  const open = useMemo(() => ({ of: record, frames: new Set<number>() }), [record]);
  const list = useMemo(() => new WireList(record, filter, open.frames), [record, filter, open]);
  const [, redraw] = useReducer((n: number) => n + 1, 0);

  // The first slice before the first paint: what is there already should not flash by as an empty list.
  useLayoutEffect(() => {
    advance(list);
    redraw();
  }, [list]);
  useEffect(() => {
    const stopped = new AbortController();
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      let shown = performance.now();
      while (!list.upToDate && !stopped.signal.aborted) {
        advance(list);
        if (list.upToDate || performance.now() - shown >= REDRAW_MS) {
          shown = performance.now();
          redraw();
        }
        await nextTask();
      }
      busy = false;
    };
    void look();
    const unsubscribe = useRun.subscribe(() => void look());
    return () => {
      stopped.abort();
      unsubscribe();
    };
  }, [list]);

  // Where the protocol sends operations, they alone are the file that others can read; else it takes the frames.
  const kind = record.frames.length === 0 ? 'ops' : 'patchcap';
  const what = kind === 'ops' ? 'run as bare NDJSON' : 'frames as NDJSON';
  // Digits are 7 px wide in the type of the rows; the head says "read" in it at the least.
  const numbers = `${Math.max(28, 7 * formatWhole(list.looked).length)}px`;
  const isFiltered = list.found !== list.looked;

  return (
    <div
      className={cx(p.panel, s.wire)}
      data-timed={record.log.timed}
      style={{ '--numbers': numbers } as CSSProperties}
    >
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
          onChange={(chosen) => setFilter({ ...filter, kind: chosen })}
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
          {counted(list.found, 'frame')}
          {isFiltered && ` of ${formatWhole(list.looked)}`}
          {!list.upToDate && ' · looking…'}
        </output>
        <IconButton label={`Copy ${what}`} onClick={() => void copyRun(kind)}>
          <Copy size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={`Save ${what}`} onClick={() => void exportRun({ kind, withoutValues: false })}>
          <Download size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={s.columns} aria-hidden="true">
        <span>#</span>
        <span>ms</span>
        <span>gap</span>
        <span>read</span>
        <span>kind</span>
        <span>as it came</span>
      </div>
      <WireRows
        record={record}
        list={list}
        onToggle={(frame) => {
          list.toggle(frame);
          redraw();
        }}
      />
    </div>
  );
}

function advance(list: WireList): void {
  const until = performance.now() + SLICE_MS;
  list.advance(() => performance.now() >= until);
}
