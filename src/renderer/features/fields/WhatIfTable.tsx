import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { select, useSelection } from '../../state/selection.ts';
import { patternOf } from '../rows/pattern.ts';
import { formatWhole } from '../rows/format.ts';
import { moveField } from './lab-actions.ts';
import type { LabModel, LabRow } from './lab-model.ts';
import { useRowDrag } from './useRowDrag.ts';
import { WhatIfRow } from './WhatIfRow.tsx';
import { cx } from '../../ui/cx.ts';
import t from '../../ui/table.module.css';
import s from './WhatIfTable.module.css';

/** Fields in the wanted order, each predicted arrival beside the measured one. Rows move by pointer and by Alt+arrow. */
export function WhatIfTable({ record, model }: { record: RunRecord; model: LabModel }): ReactNode {
  const selected = useSelection((selection) => selection.pointer);
  const view = record.history.at(record.log.length - 1);
  const node = selected === null ? null : view.find(selected);
  const lit = selected === null ? null : node === null ? selected : patternOf(view, node);
  const body = useRef<HTMLTableSectionElement>(null);
  const [said, say] = useState('');
  // React puts a moved row elsewhere in the page, which takes the focus off it.
  const focused = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focused.current === null) return;
    nameOf(body.current, focused.current)?.focus();
    focused.current = null;
  });

  function move(row: LabRow, to: number): void {
    if (row.place === null) return;
    if (moveField(model, row.place.parent, row.name, to) === null) return;
    focused.current = row.pattern;
    say(`${row.name}, ${Math.min(Math.max(0, to), row.place.of - 1) + 1} of ${row.place.of}`);
  }
  const drag = useRowDrag(body, model, move);

  function press(event: KeyboardEvent, row: LabRow, i: number): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) {
      if (row.place !== null) move(row, row.place.index + step);
      return;
    }
    const next = model.rows[i + step];
    if (next !== undefined) nameOf(body.current, next.pattern)?.focus();
  }

  const n = model.runs.length;
  return (
    <div className={t.scroll}>
      <table aria-label="Fields" className={cx(t.table, t.rows, s.table)} data-runs={n > 1}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">move</span>
            </th>
            <th scope="col">field</th>
            <th scope="col" className={t.number}>
              landed
            </th>
            {n > 1 && (
              <>
                <th scope="col" className={t.number} title={`median of ${n} runs`}>
                  p50 <small>of {n}</small>
                </th>
                <th scope="col" className={cx(t.number, s.p95)} title={`95th percentile of ${n} runs`}>
                  p95
                </th>
              </>
            )}
            <th scope="col" className={s.shareHead}>
              share
            </th>
            <th scope="col">predicted</th>
            <th scope="col">
              <span className="sr-only">gates</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {model.rows.map((row, i) => (
            <WhatIfRow
              key={row.pattern}
              row={row}
              runs={n}
              selected={row.pattern === lit}
              dragged={drag.pattern === row.pattern}
              onDrag={(event) => drag.start(event, row)}
              onKeyDown={(event) => press(event, row, i)}
              onSelect={() => choose(row)}
            />
          ))}
        </tbody>
      </table>
      <span role="status" className="sr-only">
        {said === '' ? '' : `${said}. ${predictionOf(model, said)}`}
      </span>
    </div>
  );

  function choose(row: LabRow): void {
    const pointer = row.pattern.replaceAll(/(?<=\/)\*(?=\/|$)/g, '0');
    const place = view.find(pointer);
    select(pointer, place === null ? null : view.changed(place));
  }
}

function nameOf(body: HTMLElement | null, pattern: string): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`tr[data-pattern="${CSS.escape(pattern)}"] button`) ?? null;
}

/** For those who hear the table: where the field that was just moved would land. */
function predictionOf(model: LabModel, said: string): string {
  const row = model.rows.find(({ name }) => said.startsWith(`${name}, `));
  if (row?.predicted === null || row?.predicted === undefined) return '';
  return `Predicted ${formatWhole(row.predicted.last)} ms.`;
}
