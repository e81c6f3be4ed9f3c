import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { type Alignment, compare } from '../../../core/timing/compare.ts';
import { useGrown } from '../../state/grown.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { useRun } from '../../state/run.ts';
import { type Series, useSeries } from '../../state/series.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import p from '../../ui/panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { type Choice, Select } from '../../ui/Select.tsx';
import { formatWhole } from '../rows/format.ts';
import { CompareTable } from './CompareTable.tsx';
import { chooseOther, chooseOtherSeries, useOtherRun } from './other-run.ts';
import { SchemaDiffView } from './SchemaDiffView.tsx';
import { labelOfSeries, type Side, sideOfRecord, sideOfSeries, storyOfSeries } from './sides.ts';
import s from './Compare.module.css';

/** The run on screen, or a series, beside another one, field by field. */
export function Compare(): ReactNode {
  const record = useRun((run) => run.record);
  const landed = useRun((run) => run.record !== null && run.record.log.length > 0);
  if (record === null || !landed) {
    return (
      <EmptyState title="Two runs, side by side">
        Run a draft or open a capture first; then choose another run of the library, or a series, to set
        beside it.
      </EmptyState>
    );
  }
  return <Beside record={record} />;
}

const SCREEN = 'screen';
const SERIES = 'series:';

function Beside({ record }: { record: RunRecord }): ReactNode {
  const opened = useRun((run) => run.opened);
  const grown = useGrown(record);
  const entries = useLibrary((library) => library.entries);
  const all = useSeries((series) => series.all);
  const other = useOtherRun();
  const right = other.series === null ? other.capture : SERIES + other.series;
  const [left, setLeft] = useState<string>(SCREEN);
  const [align, setAlign] = useState<Alignment>('request');
  useEffect(() => {
    if (entries === null) void loadLibrary();
  }, [entries]);

  const a = useMemo(
    () => seriesSide(all, left) ?? sideOfRecord(grown.record, opened?.name ?? 'this run'),
    [all, left, grown, opened],
  );
  const b = useMemo((): Side | null => {
    if (right === null) return null;
    return seriesSide(all, right) ?? (other.record === null ? null : sideOfRecord(other.record, other.name));
  }, [all, right, other.record, other.name]);
  const compared = useMemo(() => (b === null ? null : compare(a.runs, b.runs, align)), [a, b, align]);

  const series = [...all.values()].map((one): Choice<string> => ({
    value: SERIES + one.key,
    label: labelOfSeries(one),
    story: storyOfSeries(one),
  }));
  const lefts: Choice<string>[] = [
    { value: SCREEN, label: opened?.name ?? 'this run', story: 'on screen' },
    ...series,
  ];
  const rights: Choice<string>[] = [
    ...series,
    ...(entries ?? [])
      .filter((entry) => entry.id !== opened?.capture)
      .map((entry, i) => ({
        value: entry.id,
        label: entry.label,
        story: storyOf(entry),
        apart: i === 0 && series.length > 0,
      })),
  ];

  function choose(value: string): void {
    if (value.startsWith(SERIES)) chooseOtherSeries(value.slice(SERIES.length));
    else void chooseOther(value);
  }

  const isReading = other.loading;
  return (
    <div className={p.panel}>
      <div className={p.bar}>
        <span className={s.side}>A</span>
        <Select
          label="Run to compare"
          className={s.choice}
          value={left}
          choices={lefts}
          shown={<span className={s.name}>{lefts.find(({ value }) => value === left)?.label ?? a.name}</span>}
          onChange={setLeft}
        />
        <span className={s.side}>B</span>
        <Select
          label="Run to compare with"
          className={s.choice}
          value={right ?? ''}
          choices={rights}
          shown={
            <span className={s.name}>
              {right === null
                ? 'Choose a run…'
                : (rights.find(({ value }) => value === right)?.label ?? other.name)}
            </span>
          }
          onChange={choose}
        />
        <span className={p.space} />
        <Segmented
          label="Align at"
          value={align}
          choices={[
            { value: 'request', label: 'request' },
            { value: 'first operation', label: 'first op' },
          ]}
          onChange={setAlign}
        />
      </div>
      {other.problem !== null && <p className={s.problem}>{other.problem}</p>}
      {b === null || compared === null || isReading ? (
        <EmptyState title={isReading ? 'Reading the other run…' : 'Choose a run to compare with'}>
          {isReading
            ? ''
            : rights.length === 0
              ? 'Every run is kept in the library; there is no other one yet.'
              : 'Fields are matched by their place in the schema, and each difference is given in milliseconds, with its spread where there are several runs.'}
        </EmptyState>
      ) : compared.ok ? (
        <>
          <div className={s.said}>
            <p className={s.sentence}>{compared.comparison.sentence}</p>
            <SchemaDiffView a={a.schema} b={b.schema} />
          </div>
          <CompareTable comparison={compared.comparison} />
        </>
      ) : (
        <EmptyState title="These two cannot be compared">
          {a.problem ?? b.problem ?? compared.message}
        </EmptyState>
      )}
    </div>
  );
}

function seriesSide(all: ReadonlyMap<string, Series>, value: string): Side | null {
  const series = value.startsWith(SERIES) ? all.get(value.slice(SERIES.length)) : undefined;
  return series === undefined ? null : sideOfSeries(series);
}

function storyOf(entry: CaptureEntry): string {
  const parts = [`${formatWhole(entry.ops)} ops`];
  if (entry.durationMs !== null) parts.push(`${formatWhole(entry.durationMs)} ms`);
  if (entry.wall !== null) parts.push(new Date(entry.wall).toLocaleString());
  if (entry.simulated) parts.push('simulated');
  return parts.join(' · ');
}
