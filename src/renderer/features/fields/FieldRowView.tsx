import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatShare, formatWhole } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import { stampOf } from '../rows/stamp.ts';
import type { FieldRow } from './field-rows.ts';
import { ShareBar } from './ShareBar.tsx';
import t from '../../ui/table.module.css';
import s from './FieldsTable.module.css';

interface FieldRowViewProps {
  row: FieldRow;
  record: RunRecord;
  /** It lands behind the playhead. */
  later: boolean;
  selected: boolean;
  /** Sorted by a number, the rows are no tree: the whole pattern is shown. */
  flat: boolean;
  onSelect: () => void;
}

export function FieldRowView({ row, record, later, selected, flat, onSelect }: FieldRowViewProps): ReactNode {
  const { stat } = row;
  const timed = stat !== null && record.log.t(stat.firstSeen) !== null;
  const type = stat?.type ?? row.type.split(' ')[0] ?? 'any';
  return (
    <tr
      aria-selected={selected}
      className={cx(selected && t.selected, (stat === null || later) && s.dim)}
      onClick={onSelect}
    >
      <th scope="row">
        <button
          type="button"
          className={cx(t.name, s.name)}
          style={{ paddingLeft: flat ? 0 : row.depth * 14 }}
          onClick={onSelect}
        >
          <Glyph type={type === 'enum' ? 'string' : type} />
          <span className="mono">{flat || row.name === '*' ? patternTail(row, flat) : row.name}</span>
          {stat !== null && stat.count > 1 && <small>· {formatWhole(stat.count)}</small>}
          {!row.declared && <small title="The schema does not declare it">undeclared</small>}
        </button>
      </th>
      <td className={cx(t.number, s.seen)}>
        {stat === null ? <span className={t.none}>not landed</span> : stampOf(record, stat.firstSeen)}
      </td>
      <td className={t.number}>
        {stat === null ? (
          <span className={cx(t.none, s.instead)}>not landed</span>
        ) : (
          range(record, stat.count > 1 ? stat.firstLanded : row.landed, row.landed)
        )}
      </td>
      <td className={cx(t.number, s.took)}>{timed ? formatMs(row.ms) : ''}</td>
      <td className={s.shareCell}>
        {timed && <ShareBar share={row.share} type={type} title={formatShare(row.share)} />}
      </td>
      <td className={s.order}>{orderMark(row)}</td>
    </tr>
  );
}

function range(record: RunRecord, first: number, last: number): string {
  return first === last ? stampOf(record, first) : `${stampOf(record, first)} – ${stampOf(record, last)}`;
}

/** The whole pattern, or what follows its parent: `steps/*`. */
function patternTail(row: FieldRow, flat: boolean): string {
  return flat ? row.pattern.slice(1) : row.pattern.split('/').slice(-2).join('/');
}

function orderMark(row: FieldRow): ReactNode {
  if (row.moved === null) return null;
  if (row.moved === 0)
    return (
      <span className={s.kept} title="Arrived in its declared place" aria-label="as declared">
        ✓
      </span>
    );
  const places = Math.abs(row.moved);
  const words = `arrived ${places} ${places === 1 ? 'place' : 'places'} ${row.moved < 0 ? 'earlier' : 'later'} than declared`;
  return (
    <span className={s.moved} title={words} aria-label={words}>
      {row.moved < 0 ? '↑' : '↓'}
      {places}
    </span>
  );
}
