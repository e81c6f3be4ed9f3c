import { type ReactNode, useEffect, useState } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { openCapture } from '../../state/library.ts';
import { showOverlay } from '../../state/view.ts';
import { cx } from '../../ui/cx.ts';
import { Option, OptionList } from '../../ui/OptionList.tsx';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { CaptureActions } from './CaptureActions.tsx';
import { ago, exactTime, outcomeOf } from './describe.ts';
import s from './library.module.css';

const ROW = 68;

interface CaptureListProps {
  id: string;
  entries: readonly CaptureEntry[];
  active: number;
  onActive: (index: number) => void;
}

/**
 * Options hold no buttons, so what else can be done with the active run floats over its row, outside the list. Only
 * what is in sight is there, because a library grows for years.
 */
export function CaptureList({ id, entries, active, onActive }: CaptureListProps): ReactNode {
  const [ref, { height, first, last, reveal }] = useRowWindow(entries.length, ROW);
  const [now] = useState(() => Date.now());
  const current = entries[active];
  useEffect(() => reveal(active), [active, reveal]);
  return (
    <div ref={ref} className={cx(s.scroller, entries.length === 0 && s.none)}>
      <OptionList
        id={id}
        label="Runs"
        className={s.list}
        style={{ height }}
        onActive={onActive}
        onChoose={(index) => {
          const entry = entries[index];
          if (entry !== undefined) openEntry(entry);
        }}
      >
        {entries.slice(first, last).map((entry, i) => (
          <Option
            key={entry.id}
            list={id}
            index={first + i}
            active={first + i === active}
            aria-setsize={entries.length}
            aria-posinset={first + i + 1}
            className={cx(s.row)}
            style={{ transform: `translateY(${(first + i) * ROW}px)` }}
          >
            <Row entry={entry} now={now} />
          </Option>
        ))}
      </OptionList>
      {current !== undefined && <CaptureActions key={current.id} entry={current} top={active * ROW} />}
    </div>
  );
}

export function openEntry(entry: CaptureEntry): void {
  showOverlay(null);
  void openCapture(entry.id);
}

function Row({ entry, now }: { entry: CaptureEntry; now: number }): ReactNode {
  const from = [entry.connection, entry.model].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <>
      <span className={s.label}>{entry.label}</span>
      <span className={s.when}>{entry.wall === null ? '' : ago(entry.wall, now)}</span>
      <span className={s.from}>{from}</span>
      <span className={s.exact}>{entry.wall === null ? '' : exactTime(entry.wall)}</span>
      <span className={cx(s.outcome, 'mono')}>{outcomeOf(entry)}</span>
    </>
  );
}
