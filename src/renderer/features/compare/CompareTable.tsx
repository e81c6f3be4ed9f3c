import type { ReactNode } from 'react';

import type { ComparedRow, Comparison } from '../../../core/timing/compare.ts';
import type { Summary } from '../../../core/timing/statistics.ts';
import { select, useSelection } from '../../state/selection.ts';
import { cx } from '../../ui/cx.ts';
import p from '../../ui/panel.module.css';
import t from '../../ui/table.module.css';
import { formatMs, formatWhole } from '../rows/format.ts';
import s from './Compare.module.css';

/** A row a field: when its last node landed on each side, the difference, and whether that is more than noise. */
export function CompareTable({
  comparison,
  going,
}: {
  comparison: Comparison;
  /** What is missing may still come. */
  going: boolean;
}): ReactNode {
  const selected = useSelection((selection) => selection.pointer);
  const { rows, whole, n } = comparison;
  const several = n.a > 1 || n.b > 1;
  return (
    <div className={p.scroll}>
      <table aria-label="Comparison" className={cx(t.table, s.table)}>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">A{n.a > 1 && <small> p50 of {n.a}</small>}</th>
            <th scope="col">B{n.b > 1 && <small> p50 of {n.b}</small>}</th>
            <th scope="col">difference</th>
            <th scope="col">of A</th>
            {several && (
              <>
                <th scope="col" title="The middle half of the differences between single runs">
                  spread
                </th>
                <th scope="col">
                  <span className="sr-only">more than noise</span>
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.pattern}
              className={cx(row.pattern === selected && s.selected)}
              onClick={() => {
                if (!row.pattern.includes('/*')) select(row.pattern, null);
              }}
            >
              <th scope="row">
                <span
                  className={cx(t.name, 'mono')}
                  style={{ paddingLeft: (row.pattern.split('/').length - 2) * 14 }}
                >
                  {row.pattern.slice(1)}
                </span>
              </th>
              <Times row={row} several={several} missing={going ? '…' : '—'} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">closing brace</th>
            <Times row={whole} several={several} missing={going ? '…' : '—'} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const VERDICTS = {
  real: { word: 'real', title: 'More than noise: at most one in twenty that are called so is not' },
  noise: { word: 'noise', title: 'The runs vary as much among themselves' },
  unknown: { word: 'too few', title: 'Too few runs to tell it from noise' },
} as const;

interface TimesProps {
  row: ComparedRow;
  several: boolean;
  /** Stands where a side has no time. */
  missing: string;
}

function Times({ row, several, missing }: TimesProps): ReactNode {
  const { a, b, difference } = row;
  const isSmall = difference === null || Math.abs(difference.ms) < 1 || difference.verdict === 'noise';
  const tone = isSmall ? 'same' : difference.ms < 0 ? 'sooner' : 'later';
  return (
    <>
      <td>{a === null ? missing : timeOf(a)}</td>
      <td>{b === null ? missing : timeOf(b)}</td>
      <td>
        {difference !== null && (
          <span className={s.difference} data-tone={tone}>
            {signed(difference.ms, several ? formatWhole : formatMs)}
          </span>
        )}
      </td>
      <td className={s.share}>
        {difference?.percent === null || difference === null
          ? ''
          : `${signed(difference.percent, oneDecimal)} %`}
      </td>
      {several && (
        <>
          <td className={s.share}>
            {difference !== null &&
              `${signed(difference.from, formatWhole)} … ${signed(difference.to, formatWhole)}`}
          </td>
          <td className={s.verdict}>
            {difference !== null && (
              <span title={VERDICTS[difference.verdict].title}>{VERDICTS[difference.verdict].word}</span>
            )}
          </td>
        </>
      )}
    </>
  );
}

function timeOf(summary: Summary): string {
  return summary.n === 1 ? formatMs(summary.p50) : formatWhole(summary.p50);
}

function oneDecimal(value: number): string {
  return value.toFixed(1);
}

/** With a sign, a true minus included; no sign where it rounds to nothing. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(Math.abs(value));
  if (!/[1-9]/.test(text)) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
