import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { useRun } from '../../state/run.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Select } from '../../ui/Select.tsx';
import { fieldStatsOf, useFieldStats } from '../fields/useFieldStats.ts';
import { formatWhole } from '../rows/format.ts';
import { CompareTable } from './CompareTable.tsx';
import { type Alignment, compareEnds, compareFields, comparisonSentence, type Side } from './comparison.ts';
import { chooseOther, useOtherRun } from './other-run.ts';
import s from './Compare.module.css';

/** The run on screen beside one of the library, field by field. */
export function Compare(): ReactNode {
  const record = useRun((run) => run.record);
  if (record === null || record.log.length === 0) {
    return (
      <EmptyState title="Two runs, side by side">
        Run a draft or open a capture first; then choose another run of the library to set beside it.
      </EmptyState>
    );
  }
  return <Beside record={record} />;
}

function Beside({ record }: { record: RunRecord }): ReactNode {
  const opened = useRun((run) => run.opened);
  const verdict = useRun((run) => run.verdict);
  const entries = useLibrary((library) => library.entries);
  const other = useOtherRun();
  const { stats, version } = useFieldStats(record);
  const [align, setAlign] = useState<Alignment>('request');
  useEffect(() => {
    if (entries === null) void loadLibrary();
  }, [entries]);

  const compared = useMemo(() => {
    if (other.record === null) return null;
    const a: Side = { record, stats, end: verdict?.durationMs ?? record.end?.t ?? lastTime(record) };
    const b: Side = {
      record: other.record,
      stats: fieldStatsOf(other.record),
      end: other.record.end?.t ?? lastTime(other.record),
    };
    const fields = compareFields(a, b, align);
    const ends = compareEnds(a, b, align);
    const timed = record.log.timed && other.record.log.timed;
    return { fields, ends, timed, sentence: comparisonSentence(fields, ends) };
    // Statistics grow in place; their version says when.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [record, stats, version, verdict, other.record, align]);

  const choices = (entries ?? [])
    .filter((entry) => entry.id !== opened?.capture)
    .map((entry) => ({ value: entry.id, label: entry.label, story: storyOf(entry) }));

  return (
    <div className={s.panel}>
      <div className={s.bar}>
        <span className={s.side}>A</span>
        <span className={s.name}>{opened?.name ?? 'this run'}</span>
        <span className={s.side}>B</span>
        <Select
          label="Run to compare with"
          value={other.capture ?? ''}
          choices={choices}
          shown={
            other.capture === null
              ? 'Choose a run…'
              : (choices.find(({ value }) => value === other.capture)?.label ?? other.name)
          }
          onChange={(id) => void chooseOther(id)}
        />
        <span className={s.space} />
        <Segmented
          label="Align at"
          value={align}
          choices={[
            { value: 'request', label: 'request' },
            { value: 'first op', label: 'first op' },
          ]}
          onChange={setAlign}
        />
      </div>
      {other.problem !== null && <p className={s.problem}>{other.problem}</p>}
      {compared === null ? (
        <EmptyState title={other.loading ? 'Reading the other run…' : 'Choose a run to compare with'}>
          {other.loading
            ? ''
            : choices.length === 0
              ? 'Every run is kept in the library; there is no other one yet.'
              : 'Fields are matched by their place in the schema, and each difference is given in milliseconds.'}
        </EmptyState>
      ) : (
        <>
          <p className={s.sentence}>
            {compared.timed
              ? compared.sentence
              : 'One of the two has no times, so nothing can be said about when fields land.'}
          </p>
          <CompareTable fields={compared.fields} ends={compared.ends} />
        </>
      )}
    </div>
  );
}

function lastTime(record: RunRecord): number | null {
  return record.log.length === 0 ? null : record.log.t(record.log.length - 1);
}

function storyOf(entry: CaptureEntry): string {
  const parts = [`${formatWhole(entry.ops)} ops`];
  if (entry.durationMs !== null) parts.push(`${formatWhole(entry.durationMs)} ms`);
  if (entry.wall !== null) parts.push(new Date(entry.wall).toLocaleString());
  if (entry.simulated) parts.push('simulated');
  return parts.join(' · ');
}
