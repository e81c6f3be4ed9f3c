import { Autocomplete } from '@base-ui/react/autocomplete';
import { type ReactNode, useEffect, useState } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { openCapture } from '../../state/library.ts';
import { showOverlay } from '../../state/view.ts';
import { cx } from '../../ui/cx.ts';
import { useRowWindow } from '../rows/useRowWindow.ts';
import { CaptureActions } from './CaptureActions.tsx';
import { ago, exactTime, outcomeOf } from './describe.ts';
import s from './library.module.css';

const ROW = 68;

/**
 * Options hold no buttons, so what else can be done with the active run floats over its row, outside the list. Only
 * what is in sight is there, because a library grows for years.
 */
export function CaptureList({
  entries,
  active,
}: {
  entries: readonly CaptureEntry[];
  active: number;
}): ReactNode {
  const { ref, height, first, last, reveal } = useRowWindow(entries.length, ROW);
  const [now] = useState(() => Date.now());
  const current = entries[active];
  useEffect(() => reveal(active), [active, reveal]);
  return (
    <div ref={ref} className={s.scroller}>
      <Autocomplete.List aria-label="Runs" className={cx(s.list)} style={{ height: height }}>
        {entries.slice(first, last).map((entry, i) => (
          <Row key={entry.id} entry={entry} now={now} index={first + i} count={entries.length} />
        ))}
      </Autocomplete.List>
      {current !== undefined && <CaptureActions key={current.id} entry={current} top={active * ROW} />}
    </div>
  );
}

interface RowProps {
  entry: CaptureEntry;
  now: number;
  index: number;
  count: number;
}

function Row({ entry, now, index, count }: RowProps): ReactNode {
  const from = [entry.connection, entry.model].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <Autocomplete.Item
      value={entry}
      index={index}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={cx(s.row)}
      style={{ transform: `translateY(${index * ROW}px)` }}
      onClick={() => open(entry)}
    >
      <span className={s.label}>{entry.label}</span>
      <span className={s.when}>{entry.wall === null ? '' : ago(entry.wall, now)}</span>
      <span className={s.from}>{from}</span>
      <span className={s.exact}>{entry.wall === null ? '' : exactTime(entry.wall)}</span>
      <span className={cx(s.outcome, 'mono')}>{outcomeOf(entry)}</span>
    </Autocomplete.Item>
  );
}

function open(entry: CaptureEntry): void {
  showOverlay(null);
  void openCapture(entry.id);
}
