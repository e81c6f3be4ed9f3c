import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { usePlayback } from '../../state/playback.ts';
import { select, useSelection } from '../../state/selection.ts';
import { cx } from '../../ui/cx.ts';
import { patternOf } from '../rows/pattern.ts';
import { targetOf } from '../rows/stamp.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { type FieldRow, fieldRows, type SortKey, sortRows } from './field-rows.ts';
import { FieldRowView } from './FieldRowView.tsx';
import { useFieldStats } from './useFieldStats.ts';
import t from '../../ui/table.module.css';
import s from './FieldsTable.module.css';

const COLUMNS: readonly { key: SortKey; label: string; number?: boolean }[] = [
  { key: 'declared', label: 'field' },
  { key: 'seen', label: 'first seen', number: true },
  { key: 'landed', label: 'landed', number: true },
  { key: 'gap', label: 'took', number: true },
  { key: 'share', label: 'share' },
];

/** Each field of the schema, and what came besides: when it was seen, landed, and how long the stream spent on it. */
export function FieldsTable({ record }: { record: RunRecord }): ReactNode {
  const gathered = useFieldStats(record);
  const { stats } = gathered;
  const tree = useRunSchema();
  const playhead = usePlayback((playback) => playback.event);
  const selected = useSelection((selection) => selection.pointer);
  const [sort, setSort] = useState<{ by: SortKey; descending: boolean }>({
    by: 'declared',
    descending: false,
  });

  const declared = useMemo(() => (tree === null ? [] : fieldsOf(tree)), [tree]);
  const rows = useMemo(
    () => sortRows(fieldRows(declared, gathered.stats), sort.by, sort.descending),
    [declared, gathered, sort],
  );

  const view = record.history.at(record.log.length - 1);
  const node = selected === null ? null : view.find(selected);
  const lit = selected === null ? null : node === null ? selected : patternOf(view, node);

  function choose(row: FieldRow): void {
    if (row.stat === null) {
      if (!row.pattern.includes('/*')) select(row.pattern, null);
      return;
    }
    const target = targetOf(record, record.history.at(row.stat.firstSeen), row.stat.firstSeen);
    const moment = record.history.at(row.stat.firstSeen);
    if (target !== null) select(moment.pointer(target), row.stat.firstSeen);
  }

  return (
    <div className={t.scroll}>
      {!stats.upToDate && <p className={s.note}>Counting…</p>}
      <table aria-label="Fields" className={cx(t.table, t.rows, s.table)}>
        <thead>
          <tr>
            {COLUMNS.map(({ key, label, number }) => (
              <th
                key={key}
                scope="col"
                className={cx(
                  number === true && t.number,
                  key === 'seen' && s.seen,
                  key === 'gap' && s.took,
                  key === 'share' && s.shareCell,
                )}
                aria-sort={sort.by === key ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  onClick={() => setSort({ by: key, descending: sort.by === key && !sort.descending })}
                >
                  {label}
                  {sort.by === key &&
                    key !== 'declared' &&
                    (sort.descending ? <ArrowDown size={10} /> : <ArrowUp size={10} />)}
                </button>
              </th>
            ))}
            <th scope="col">order</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <FieldRowView
              key={row.pattern}
              row={row}
              record={record}
              later={row.stat !== null && row.stat.firstSeen > playhead}
              selected={row.pattern === lit}
              flat={sort.by !== 'declared'}
              onSelect={() => choose(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
