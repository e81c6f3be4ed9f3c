import type { ReactNode } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { cx } from '../../ui/cx.ts';
import { formatWhole } from '../rows/format.ts';
import { ago, durationOf, exactTime, toneOf, verdictOf } from './describe.ts';
import s from './CaptureTable.module.css';

interface CaptureRowProps {
  id: string;
  entry: CaptureEntry;
  index: number;
  count: number;
  top: number;
  selected: boolean;
  active: boolean;
  now: number;
}

export function CaptureRow(props: CaptureRowProps): ReactNode {
  const { id, entry, index, count, top, selected, active, now } = props;
  const { label, tags, model, connection, schemaTitle, simulated, takenFor, wall, ops, recording } = entry;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
      data-active={active}
      className={s.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={s.labels}>
        <span className={s.label}>{label}</span>
        {tags.slice(0, 3).map((tag) => (
          <span key={tag} className={s.tag}>
            {tag}
          </span>
        ))}
        {tags.length > 3 && <span className={s.faint}>+{tags.length - 3}</span>}
      </span>
      <span className={s.cell}>
        {model ?? connection ?? ''}
        {simulated && connection !== 'Simulator' && <span className={s.faint}> simulated</span>}
      </span>
      <span className={s.cell}>{schemaTitle ?? takenFor ?? ''}</span>
      <span className={s.cell}>
        <span className={s.dot} data-tone={toneOf(entry)} />
        {verdictOf(entry)}
      </span>
      <span className={cx(s.number, 'mono')}>{recording ? '' : formatWhole(ops)}</span>
      <span className={cx(s.number, 'mono')}>{recording ? '' : (durationOf(entry) ?? 'no times')}</span>
      <span className={s.when} title={wall === null ? undefined : exactTime(wall)}>
        {wall === null ? '' : ago(wall, now)}
      </span>
    </div>
  );
}
