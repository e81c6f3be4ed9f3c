import { type ReactNode, useState } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { showLab, useLab } from '../../state/lab.ts';
import { useRun } from '../../state/run.ts';
import { addToSeries, countedOf, keyOf, type Series, useSeries } from '../../state/series.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { cx } from '../../ui/cx.ts';
import p from '../../ui/panel.module.css';
import { counted } from '../rows/format.ts';
import { OnlyMain } from '../document/OnlyMain.tsx';
import { FieldsTable } from './FieldsTable.tsx';
import { GatesButton, LabActions, LabAside } from './LabActions.tsx';
import { LabNotes } from './LabNotes.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { useBasis, useLabModel } from './useLabModel.ts';
import { WhatIfTable } from './WhatIfTable.tsx';
import s from './FieldsPanel.module.css';

/** Each field: as it arrived in this run, over the runs of its series, and as it would arrive in another order. */
export function FieldsPanel(): ReactNode {
  const record = useRun((run) => run.record);
  const landed = useRun((run) => run.record !== null && run.record.log.length > 0);
  const series = useSeriesOnScreen();
  if (record === null || (!landed && series === null)) {
    return (
      <EmptyState title="No field has landed">
        After a run each field stands here with the time it was first seen, the time it landed, and its share
        of the stream.
      </EmptyState>
    );
  }
  return <Panel record={record} />;
}

/** The runs that were asked what the run on screen was asked; also before anything of it has arrived. */
function useSeriesOnScreen(): Series | null {
  const all = useSeries((series) => series.all);
  const header = useRun((run) => run.record?.header ?? run.opened?.header ?? null);
  return all.get(keyOf(header) ?? '') ?? null;
}

function Panel({ record }: { record: RunRecord }): ReactNode {
  const view = useLab((lab) => lab.view);
  return (
    <div className={cx(p.panel, s.panel)}>
      <OnlyMain record={record} />
      {view === 'written' ? <Written record={record} /> : <WhatIf record={record} />}
    </div>
  );
}

const VIEWS = [
  { value: 'written', label: 'As written' },
  { value: 'what if', label: 'What if' },
] as const;

function Views(): ReactNode {
  const view = useLab((lab) => lab.view);
  return <Segmented label="Fields as" value={view} choices={VIEWS} onChange={showLab} />;
}

function Written({ record }: { record: RunRecord }): ReactNode {
  const basis = useBasis(record);
  const [over, setOver] = useState<'run' | 'runs'>('runs');
  const series = useSeriesOnScreen();
  // One of the library, or of an earlier session: it counts from when the person says so.
  const isApart =
    basis.ok &&
    basis.basis.own.complete &&
    series?.runs.some(({ run }) => run.id === basis.basis.own.id) !== true;
  const counting = basis.ok ? basis.basis : series === null ? null : countedOf(series);
  // A run without a field has no figures of its own.
  const n = counting === null ? 0 : counting.runs.length;
  const isSeries = n > (basis.ok ? 1 : 0);
  return (
    <>
      <div className={cx(p.bar, s.bar)}>
        <Views />
        {isSeries && (
          <Segmented
            label="Over"
            value={over}
            choices={[
              { value: 'run', label: 'this run' },
              { value: 'runs', label: counted(n, 'run') },
            ]}
            onChange={setOver}
          />
        )}
        <span className={p.space} />
        {isApart && (
          <Button look="quiet" onClick={() => addToSeries(record)}>
            Count this run
          </Button>
        )}
        <GatesButton />
        <LabActions model={null} />
      </div>
      {counting !== null && isSeries && over === 'runs' ? (
        <SeriesTable basis={counting} seriesKey={series?.key ?? null} />
      ) : (
        <FieldsTable record={record} />
      )}
    </>
  );
}

function WhatIf({ record }: { record: RunRecord }): ReactNode {
  const { basis, model } = useLabModel(record);
  return (
    <>
      <div className={cx(p.bar, s.bar)}>
        <Views />
        <LabAside model={model} />
        <LabActions model={model} />
      </div>
      {model === null ? (
        <EmptyState title="Nothing to predict from">{basis.ok ? '' : basis.message}</EmptyState>
      ) : (
        <>
          <WhatIfTable record={record} model={model} />
          <LabNotes record={record} model={model} />
        </>
      )}
    </>
  );
}
