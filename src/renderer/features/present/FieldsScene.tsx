import { type ReactNode, useMemo } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { endOf, usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { formatTick, formatWhole } from '../rows/format.ts';
import { liveSpan } from '../timeline/live-span.ts';
import { ticks, tickStep } from '../timeline/scale.ts';
import { isAtEnd, usePresent } from './present.ts';
import { Figures } from './Figures.tsx';
import { litRow, shortValue, type StoryRow, storyRows } from './story.ts';
import { useStageSize } from './useStageSize.ts';
import { openPath } from './two-orders.ts';
import type { Presented } from './usePresented.ts';
import s from './FieldsScene.module.css';

/** Design pixels of a row, at a unit of 1. */
const ROW = 60;

/** The fields in their order, each with a staff on the common clock; what has landed is filled in. */
export function FieldsScene({ presented }: { presented: Presented }): ReactNode {
  const { record, tree, schedule } = presented;
  const revision = useRun((run) => run.revision);
  const live = useRun((run) => isLive(run.status));
  const { event, t } = usePlayback();
  const spot = usePresent((present) => present.spot);
  // The record is one growing object; its revision says when.
  // oxlint-disable-next-line react/exhaustive-deps
  const rows = useMemo(() => storyRows(record, tree), [record, tree, revision]);
  const [ref, { width, height, unit }] = useStageSize();

  const span = spanOf(record, live);
  const lit = spot === null ? litRow(rows, event) : rows.findIndex(({ pointer }) => pointer === spot);
  const atEnd = record !== null && record.end !== null && isAtEnd(record);
  const fit = Math.max(1, Math.floor((height - 40 * unit) / (ROW * unit)));
  // The brace is a row of its own.
  const [from, to] = around(lit, rows.length + 1, fit);
  const open = presented.run === null ? new Set<string>() : openPath(presented.run);
  const fired = (schedule?.gates ?? []).filter(
    (gate) =>
      gate.opens !== null &&
      t !== null &&
      gate.opens <= t &&
      hasLanded(rows, gate.jobs[0]?.pointer, event) &&
      !open.has(gate.jobs[0]?.pointer ?? ''),
  );
  const cut = from > 0 || to < rows.length + 1;
  const head = t === null || span === 0 ? null : Math.min(1, t / span);
  return (
    <div className={s.fields}>
      <div ref={ref} className={s.staves}>
        <div className={s.sheet}>
          <ol aria-label="Fields">
            {rows.slice(from, Math.min(to, rows.length)).map((row) => (
              <Staff
                key={row.pointer}
                row={row}
                state={stateOf(row, rows[lit], event, live)}
                record={record}
                span={span}
                now={t}
                most={Math.max(12, Math.floor((width * 0.52) / (16 * unit)))}
                gates={fired.filter((gate) => gate.jobs[0]?.pointer === row.pointer).map(({ name }) => name)}
              />
            ))}
            {to > rows.length && <Brace record={record} reached={atEnd} />}
          </ol>
          {head !== null && rows.length > 0 && (
            <div className={s.head} style={{ left: `${head * 100}%` }} aria-hidden="true" />
          )}
          {record !== null && presented.timed && (
            <Ruler span={span} width={width / unit} upTo={cut ? 0.8 : 0.95} />
          )}
          {cut && (
            <p className={s.more}>
              {from + 1}–{Math.min(to, rows.length)} of {formatWhole(rows.length)}
            </p>
          )}
        </div>
      </div>
      <Figures presented={presented} landed={landedCount(rows, event)} of={leafCount(rows)} atEnd={atEnd} />
    </div>
  );
}

type State = 'waiting' | 'writing' | 'landed' | 'lit';

function Staff({
  row,
  state,
  record,
  span,
  now,
  most,
  gates,
}: {
  row: StoryRow;
  state: State;
  record: RunRecord | null;
  span: number;
  now: number | null;
  most: number;
  gates: readonly string[];
}): ReactNode {
  const landed = state === 'landed' || state === 'lit';
  const at = row.landed === null ? null : (record?.log.t(row.landed) ?? null);
  const opened = row.opened === null ? null : (record?.log.t(row.opened) ?? at);
  const stamp =
    at === null
      ? row.landed === null
        ? ''
        : `op ${record?.log.opsUpTo(row.landed) ?? 0}`
      : `${formatWhole(at)} ms`;
  const to = landed ? at : state === 'writing' ? now : null;
  return (
    <li className={s.staff} data-state={state} data-type={row.type}>
      <span className={s.name} style={{ paddingLeft: `calc(${Math.min(row.depth, 4) * 28} * var(--u))` }}>
        {row.name}
      </span>
      <span className={s.value}>
        {landed && (row.isContainer ? (row.type === 'array' ? '[ ]' : '{ }') : shortValue(row.value, most))}
        {gates.map((gate) => (
          <span key={gate} className={s.gate}>
            ▲ {gate}
          </span>
        ))}
      </span>
      <span className={s.time}>{landed ? stamp : state === 'writing' ? 'being written' : ''}</span>
      {opened !== null && to !== null && span > 0 && (
        <span
          className={s.bar}
          style={{ left: `${(opened / span) * 100}%`, width: `${(Math.max(0, to - opened) / span) * 100}%` }}
        />
      )}
    </li>
  );
}

function Brace({ record, reached }: { record: RunRecord | null; reached: boolean }): ReactNode {
  const at = record?.end?.t ?? null;
  return (
    <li className={s.staff} data-state={reached ? 'closed' : 'waiting'}>
      <span className={s.name}>{'}'}</span>
      <span className={s.value}>
        {reached &&
          (record?.end?.reason === 'eof' || record?.end?.reason === 'done'
            ? 'closing brace'
            : `ended: ${record?.end?.reason ?? ''}`)}
      </span>
      <span className={s.time}>{reached && at !== null ? `${formatWhole(at)} ms` : ''}</span>
    </li>
  );
}

function Ruler({ span, width, upTo }: { span: number; width: number; upTo: number }): ReactNode {
  const scale = { from: 0, span, width };
  const step = tickStep(scale, 150);
  return (
    <div className={s.ruler} aria-hidden="true">
      {ticks(scale, 150)
        .filter((tick) => tick < span * upTo)
        .map((tick) => (
          <span key={tick} style={{ left: `${(tick / span) * 100}%` }}>
            {formatTick(tick, step)}
            {tick === 0 ? ' ms' : ''}
          </span>
        ))}
    </div>
  );
}

function stateOf(row: StoryRow, lit: StoryRow | undefined, event: number, live: boolean): State {
  if (row === lit && row.landed !== null && row.landed <= event) return 'lit';
  if (row.landed !== null && row.landed <= event) return 'landed';
  if (row.opened !== null && row.opened <= event && !row.isContainer) return 'writing';
  return live && row === lit ? 'writing' : 'waiting';
}

/** The rows to show: all, or as many as fit, with the one in the light two thirds down. */
function around(lit: number, count: number, fit: number): [number, number] {
  if (count <= fit) return [0, count];
  const from = Math.min(Math.max(0, lit - Math.floor(fit * 0.66)), count - fit);
  return [from, from + fit];
}

function spanOf(record: RunRecord | null, live: boolean): number {
  if (record === null) return 0;
  return live ? liveSpan(record) : endOf(record);
}

function hasLanded(rows: readonly StoryRow[], pointer: string | undefined, event: number): boolean {
  const row = rows.find((candidate) => candidate.pointer === pointer);
  return row === undefined || (row.landed !== null && row.landed <= event);
}

function landedCount(rows: readonly StoryRow[], event: number): number {
  return rows.filter((row) => !row.isContainer && row.landed !== null && row.landed <= event).length;
}

function leafCount(rows: readonly StoryRow[]): number {
  return rows.filter((row) => !row.isContainer).length;
}
