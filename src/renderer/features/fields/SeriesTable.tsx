import type { ReactNode } from 'react';

import { fieldRows, type FieldRow } from '../../../core/timing/statistics-fields.ts';
import { histogram } from '../../../core/timing/statistics.ts';
import { type Counted, forgetSeries } from '../../state/series.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import p from '../../ui/panel.module.css';
import t from '../../ui/table.module.css';
import { counted, formatShare, formatWhole } from '../rows/format.ts';
import { Glyph } from '../rows/Glyph.tsx';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { ShareBar } from './ShareBar.tsx';
import s from './SeriesTable.module.css';

/** Each field over the runs of its series: landings, and how far they lie apart. */
export function SeriesTable({ basis, seriesKey }: { basis: Counted; seriesKey: string | null }): ReactNode {
  const tree = useRunSchema();
  const types = new Map(tree === null ? [] : fieldsOf(tree).map((field) => [field.pattern, field.type]));
  const rows = fieldRows(basis.runs).filter((row) => row.pattern !== '');
  return (
    <div className={p.scroll}>
      <table aria-label="Fields" className={cx(t.table, s.table)}>
        <thead>
          <tr>
            <th scope="col">field</th>
            <th scope="col">n</th>
            <th scope="col" className={s.wide}>
              min
            </th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">max</th>
            <th scope="col" title="The middle half of the landings lies within it">
              spread
            </th>
            <th scope="col" className={s.share}>
              share
            </th>
            <th scope="col" className={s.bars}>
              landings
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.pattern} row={row} declared={types.get(row.pattern) ?? 'any'} />
          ))}
        </tbody>
      </table>
      <p className={s.foot}>
        {footOf(basis)}
        {seriesKey !== null && (
          <Button look="quiet" onClick={() => forgetSeries(seriesKey)}>
            Start counting anew
          </Button>
        )}
      </p>
    </div>
  );
}

function Row({ row, declared }: { row: FieldRow; declared: string }): ReactNode {
  const { landed } = row;
  const many = row.count.max > 1;
  const [word = 'any'] = declared.split(' ');
  const type = row.kind === 'leaf' ? (word === 'enum' || word === 'const' ? 'string' : word) : row.kind;
  return (
    <tr>
      <th scope="row">
        <span className={t.name} style={{ paddingLeft: (row.pattern.split('/').length - 2) * 14 }}>
          <Glyph type={type} />
          <span className="mono">
            {row.key === '*' ? row.pattern.split('/').slice(-2).join('/') : row.key}
          </span>
          {row.runs < row.of && (
            <small title="All its numbers are given that it arrives">
              {row.runs} of {row.of}
            </small>
          )}
        </span>
      </th>
      <td className={s.dim}>{formatWhole(landed.n)}</td>
      <td className={s.wide}>{formatWhole(landed.min)}</td>
      {many ? (
        <td colSpan={2} title="median of the first and of the last item of each run">
          {formatWhole(row.first.p50)} – {formatWhole(row.last.p50)}
        </td>
      ) : (
        <>
          <td>{formatWhole(landed.p50)}</td>
          <td>{formatWhole(landed.p95)}</td>
        </>
      )}
      <td className={s.dim}>{formatWhole(landed.max)}</td>
      <td className={s.dim}>{formatWhole(landed.spread)}</td>
      <td className={s.share}>
        <ShareBar share={row.share.p50} type={type} title={formatShare(row.share.p50)} />
      </td>
      <td className={s.bars}>
        <Histogram values={row.landings} />
      </td>
    </tr>
  );
}

/** At most this many bars: each is 4 px wide. */
const BARS = 14;

function Histogram({ values }: { values: readonly number[] }): ReactNode {
  const bins = histogram(values, BARS);
  if (bins === null) return null;
  const most = Math.max(...bins.counts);
  const to = bins.from + bins.width * bins.counts.length;
  const words = `${counted(bins.n, 'landing')} from ${formatWhole(bins.from)} to ${formatWhole(to)} ms`;
  return (
    <div
      role="img"
      aria-label={words}
      title={`${words}, ${formatWhole(bins.width)} ms a bar`}
      className={s.histogram}
    >
      {bins.counts.map((count, i) => (
        // A bar is its place.
        // oxlint-disable-next-line react/no-array-index-key
        <i key={i} style={{ height: count === 0 ? 1 : 2 + (count / most) * 12 }} />
      ))}
    </div>
  );
}

function footOf({ runs, warmUps, apart }: Counted): string {
  const parts = [`${counted(runs.length, 'run')} counted`];
  const provenance = runs[0]?.provenance ?? 'measured';
  if (provenance !== 'measured') parts.push(`${provenance} times`);
  if (warmUps > 0) parts.push(`${counted(warmUps, 'warm-up')} left out`);
  if (apart > 0) parts.push(`${counted(apart, 'run')} of another kind left out: their times are never mixed`);
  if (runs.length < 20) parts.push('with fewer than 20 runs p95 is close to the largest');
  return `${parts.join(' · ')}.`;
}
