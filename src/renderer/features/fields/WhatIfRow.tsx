import { GripVertical } from 'lucide-react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';

import type { FieldRow } from '../../../core/timing/statistics-fields.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatShare, formatWhole } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import type { LabRow } from './lab-model.ts';
import { ShareBar } from './ShareBar.tsx';
import t from '../../ui/table.module.css';
import s from './WhatIfTable.module.css';

interface WhatIfRowProps {
  row: LabRow;
  runs: number;
  selected: boolean;
  dragged: boolean;
  onDrag: (event: PointerEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onSelect: () => void;
}

export function WhatIfRow(props: WhatIfRowProps): ReactNode {
  const { row, runs, selected, dragged, onDrag, onKeyDown, onSelect } = props;
  const { own, stats } = row;
  return (
    <tr
      data-pattern={row.pattern}
      aria-selected={selected}
      className={cx(selected && t.selected, row.moved && s.moved, dragged && s.dragged)}
      onKeyDown={onKeyDown}
      onClick={onSelect}
    >
      <td className={s.grip} onPointerDown={row.place === null ? undefined : onDrag}>
        {row.place !== null && <GripVertical size={13} aria-hidden="true" />}
      </td>
      <th scope="row" onPointerDown={row.place === null ? undefined : onDrag}>
        <button
          type="button"
          className={cx(t.name, s.name)}
          style={{ paddingLeft: row.depth * 14 }}
          aria-keyshortcuts={row.place === null ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
        >
          <Glyph type={row.type} />
          <span className="mono">
            {row.name === '*' ? row.pattern.split('/').slice(-2).join('/') : row.name}
          </span>
        </button>
      </th>
      <td className={t.number}>
        {own === null ? <span className={t.none}>never</span> : landedOf(own, formatMs)}
      </td>
      {runs > 1 && (
        <>
          <td className={t.number}>
            {stats !== null && stats.runs < runs && <small>of {stats.runs} </small>}
            {stats === null ? '' : formatWhole(stats.landed.p50)}
          </td>
          <td className={cx(t.number, s.p95)}>{stats === null ? '' : formatWhole(stats.landed.p95)}</td>
        </>
      )}
      <td className={s.shareCell}>
        {stats !== null && (
          <ShareBar share={stats.share.p50} type={row.type} title={formatShare(stats.share.p50)} />
        )}
      </td>
      <td className={s.predicted}>
        <Predicted row={row} />
      </td>
      <td className={s.gate}>
        {row.gates.length > 0 && (
          <span role="img" aria-label={`gate: ${row.gates.join(', ')}`} title={row.gates.join('\n')}>
            ▲
          </span>
        )}
      </td>
    </tr>
  );
}

/** `≈ 249 ±3 −1,040`. What nothing was moved past has its measured time, and says nothing new. */
function Predicted({ row: { predicted } }: { row: LabRow }): ReactNode {
  if (predicted === null) return null;
  const { first, last, difference, plusMinus, moved } = predicted;
  const times =
    Math.round(first) === Math.round(last)
      ? formatWhole(last)
      : `${formatWhole(first)} – ${formatWhole(last)}`;
  return (
    <span className={cx(s.prediction, !moved && s.same)}>
      ≈ {times}
      {plusMinus >= 0.5 && (
        <small title="What a shared socket read leaves open">±{formatWhole(plusMinus)}</small>
      )}
      {Math.abs(difference) >= 0.5 && (
        <em data-tone={difference < 0 ? 'sooner' : 'later'}>
          {difference < 0 ? '−' : '+'}
          {formatWhole(Math.abs(difference))}
        </em>
      )}
    </span>
  );
}

/** One time, or from the first item's to the last one's. */
function landedOf(row: FieldRow, format: (ms: number) => string): string {
  const { first, last } = row;
  return row.count.max > 1 ? `${formatWhole(first.p50)} – ${formatWhole(last.p50)}` : format(last.p50);
}
