import type { ReactNode } from 'react';

import { select, useSelection } from '../../state/selection.ts';
import { cx } from '../../ui/cx.ts';
import { formatMs, formatShare } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import type { ComparedField } from './comparison.ts';
import s from './Compare.module.css';

interface CompareTableProps {
  fields: readonly ComparedField[];
  ends: Omit<ComparedField, 'pattern' | 'type'>;
}

export function CompareTable({ fields, ends }: CompareTableProps): ReactNode {
  const selected = useSelection((selection) => selection.pointer);
  return (
    <div className={s.scroll}>
      <table aria-label="Comparison" className={s.table}>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">landed A</th>
            <th scope="col">landed B</th>
            <th scope="col">difference</th>
            <th scope="col">of A</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr
              key={field.pattern}
              className={cx(field.pattern === selected && s.selected)}
              onClick={() => {
                if (!field.pattern.includes('/*')) select(field.pattern, null);
              }}
            >
              <th scope="row">
                <span className={s.field} style={{ paddingLeft: (field.pattern.split('/').length - 2) * 14 }}>
                  <Glyph type={field.type} />
                  <span className="mono">{field.pattern.slice(1)}</span>
                </span>
              </th>
              <Times {...field} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">end of the stream</th>
            <Times {...ends} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Times({ a, b, difference, share }: CompareTableProps['ends']): ReactNode {
  const tone = difference === null || Math.abs(difference) < 1 ? 'same' : difference < 0 ? 'sooner' : 'later';
  return (
    <>
      <td>{a === null ? '—' : formatMs(a)}</td>
      <td>{b === null ? '—' : formatMs(b)}</td>
      <td>
        {difference !== null && (
          <span className={s.difference} data-tone={tone}>
            {signed(difference, formatMs)}
          </span>
        )}
      </td>
      <td className={s.share}>{share === null ? '' : signed(share, formatShare)}</td>
    </>
  );
}

/** With a sign, a true minus included. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(Math.abs(value));
  return value < 0 ? `−${text}` : `+${text}`;
}
