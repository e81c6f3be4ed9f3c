import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { type Alignment, compare, type ComparisonResult } from '../../../core/timing/compare.ts';
import { putCaptureBeside, useBeside } from '../../state/beside.ts';
import { useGrown } from '../../state/grown.ts';
import { loadLibrary, useLibrary } from '../../state/library.ts';
import { useRace } from '../../state/race.ts';
import { isLive, useRun } from '../../state/run.ts';
import { useSeries } from '../../state/series.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import p from '../../ui/panel.module.css';
import { OnlyMain } from '../document/OnlyMain.tsx';
import { RaceLanes } from '../race/RaceLanes.tsx';
import { CompareBar, SCREEN } from './CompareBar.tsx';
import { useOtherCaptures } from './captures.ts';
import { CompareTable } from './CompareTable.tsx';
import { SchemaDiffView } from './SchemaDiffView.tsx';
import { labelOfSeries, type Side, sideOfRecord, sideOfSeries } from './sides.ts';
import s from './Compare.module.css';

/** The run on screen, or a series, beside another one, field by field; two that race each other, as they arrive. */
export function Compare(): ReactNode {
  const record = useRun((run) => run.record);
  const landed = useRun((run) => run.record !== null && run.record.log.length > 0);
  const race = useRace();
  if (record === null || (!landed && race === null)) {
    return (
      <EmptyState title="Two runs, side by side">
        Run a draft or open a capture first; then choose another run of the library, or a series, to set
        beside it.
      </EmptyState>
    );
  }
  return <Beside record={record} />;
}

function Beside({ record }: { record: RunRecord }): ReactNode {
  const race = useRace();
  const status = useBeside((beside) => beside.status);
  const problem = useBeside((beside) => beside.problem);
  const live = useRun(({ status }) => isLive(status));
  const [left, setLeft] = useState<string>(SCREEN);
  const [align, setAlign] = useState<Alignment>('request');
  usePartner();
  const [a, b] = useSides(record, left);
  const compared = useMemo(() => (b === null ? null : compare(a.runs, b.runs, align)), [a, b, align]);
  const going = live || isLive(status);
  const isRace = race !== null && left === SCREEN;
  return (
    <div className={p.panel}>
      <CompareBar
        left={left}
        names={{ a: a.name, b: b?.name ?? '' }}
        align={align}
        onLeft={setLeft}
        onAlign={setAlign}
      />
      {left === SCREEN && <OnlyMain record={record} />}
      {problem !== null && !isRace && <p className={s.problem}>{problem}</p>}
      <div className={isRace ? p.scroll : p.fill}>
        {isRace && <RaceLanes race={race} />}
        {status === 'loading' ? (
          <EmptyState title="Reading the other run…" />
        ) : b === null || compared === null ? (
          <Unchosen />
        ) : (
          <Compared compared={compared} a={a} b={b} going={going} isRace={isRace} />
        )}
      </div>
    </div>
  );
}

/** More are in the list above. */
const OFFERED = 3;

/** The newest other runs, since mostly it is one of those that is meant. */
function Unchosen(): ReactNode {
  const recent = useOtherCaptures().slice(0, OFFERED);
  return (
    <EmptyState
      title={recent.length === 0 ? 'No other run yet' : 'Choose a run to compare with'}
      actions={
        recent.length > 0 && (
          <ul className={s.recent}>
            {recent.map(({ value, label, story }) => (
              <li key={value}>
                <button type="button" onClick={() => void putCaptureBeside(value)}>
                  <b>{label}</b>
                  <small>{story}</small>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    >
      {recent.length === 0 && 'Run once more, in another order or on another model. '}
      Fields are matched by their place in the schema, and each difference is given in milliseconds, with its
      spread where there are several runs.
    </EmptyState>
  );
}

interface ComparedProps {
  compared: ComparisonResult;
  a: Side;
  b: Side;
  /** More is to come. */
  going: boolean;
  isRace: boolean;
}

function Compared({ compared, a, b, going, isRace }: ComparedProps): ReactNode {
  if (!compared.ok) {
    return going ? (
      <EmptyState title="Differences stand here as fields land in both" />
    ) : (
      <EmptyState title="These two cannot be compared">
        {a.problem ?? b.problem ?? compared.message}
      </EmptyState>
    );
  }
  const { comparison } = compared;
  return (
    <>
      <div className={s.said}>
        {/* While there is more to come, the lanes say who is ahead. */}
        {!going && <p className={s.sentence}>{comparison.sentence}</p>}
        {!going && isRace && (
          <p className={s.schema}>
            Both ran at once and may have slowed each other down. Run a series of each to know more.
          </p>
        )}
        <SchemaDiffView a={a.schema} b={b.schema} />
      </div>
      <CompareTable comparison={comparison} going={going} />
    </>
  );
}

/** Both sides as far as they have come; the right one is null while nothing is chosen, or read. */
function useSides(record: RunRecord, left: string): [Side, Side | null] {
  const opened = useRun((run) => run.opened);
  const grown = useGrown(record);
  const all = useSeries((series) => series.all);
  const key = useBeside((beside) => beside.series);
  const other = useBeside((beside) => beside.grown);
  const besideOpened = useBeside((beside) => beside.opened);
  const a = useMemo(() => {
    const series = left === SCREEN ? undefined : all.get(left);
    if (series !== undefined) return { ...sideOfSeries(series), name: labelOfSeries(series) };
    return sideOfRecord(grown.record, opened);
  }, [all, left, grown, opened]);
  const b = useMemo((): Side | null => {
    const series = key === null ? undefined : all.get(key);
    if (series !== undefined) return { ...sideOfSeries(series), name: labelOfSeries(series) };
    return other === null ? null : sideOfRecord(other.record, besideOpened);
  }, [all, key, other, besideOpened]);
  return [a, b];
}

/** A lane of a race that is opened from the library brings the other one along. */
function usePartner(): void {
  const entries = useLibrary((library) => library.entries);
  const race = useRun((run) => run.record?.header?.race ?? run.opened?.header?.race);
  useEffect(() => {
    if (entries === null) void loadLibrary();
    const { capture, series, opened: other } = useBeside.getState();
    if (race === undefined || entries === null || capture !== null || series !== null || other !== null)
      return;
    const partner = entries.find((entry) => entry.race?.id === race.id && entry.race.lane !== race.lane);
    if (partner !== undefined) void putCaptureBeside(partner.id);
  }, [entries, race]);
}
