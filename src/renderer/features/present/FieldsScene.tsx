import type { CSSProperties, ReactNode } from 'react';

import type { RunRecord } from '../../../core/run/record.ts';
import { endOf, usePlayback } from '../../state/playback.ts';
import { isLive, useRun } from '../../state/run.ts';
import { formatWhole } from '../rows/format.ts';
import { liveSpan } from '../timeline/live-span.ts';
import { Axis } from './Axis.tsx';
import { Figures } from './Figures.tsx';
import { Landings } from './Landings.tsx';
import { gateWords } from './gate-words.ts';
import { isAtEnd, usePresent } from './present.ts';
import { columnsOf } from './stage-text.ts';
import { Brace, type FieldState, Staff } from './Staff.tsx';
import { litRow, type StoryRow } from './story.ts';
import { useStageSize } from './useStageSize.ts';
import type { Presented } from './usePresented.ts';
import s from './FieldsScene.module.css';

/** Design pixels of a row and its text: the largest of which all fit, else the smallest. */
const SIZES = [
  { row: 84, text: 36 },
  { row: 64, text: 28 },
  { row: 48, text: 24 },
];
const AXIS = 40;
/** Width of a column of the text, as a part of its size. */
const COLUMN = 0.585;
/** The part of the width that names may take, their columns at least, and those of a stamp. */
const NAMES_PART = 0.3;
const LEAST_NAME = 8;
const STAMP = 9;

/** The fields in their order, each with a staff on the common clock; what has landed is filled in. */
export function FieldsScene({ presented }: { presented: Presented }): ReactNode {
  const { record, rows } = presented;
  const live = useRun((run) => isLive(run.status));
  const { event, t } = usePlayback();
  const spot = usePresent((present) => present.spot);
  const [ref, { width, height, unit }] = useStageSize();

  const span = spanOf(record, live);
  const atEnd = record !== null && record.end !== null && isAtEnd(record);
  const newest = litRow(rows, event);
  const lit = spot === null ? newest : rows.findIndex(({ pointer }) => pointer === spot);
  // The brace is a row of its own.
  const count = rows.length + 1;
  const room = height / unit - AXIS;
  const size = SIZES.find((one) => count * one.row <= room) ?? { row: 48, text: 24 };
  const fit = Math.max(1, Math.floor(room / size.row));
  const [from, to] = around(spot === null && atEnd ? count - 1 : lit, count, fit);
  const column = size.text * COLUMN;
  const names = Math.min(nameColumns(rows) * column, (width / unit) * NAMES_PART);
  const stamp = Math.max(STAMP, `${formatWhole(span)} ms`.length) * column;
  const track = Math.max(100, width / unit - names - stamp - 56);
  // A person may answer long after the stream has ended: at its end all is told that is known.
  const words = gateWords(presented, rows, event, atEnd && t !== null ? Infinity : t);
  const cut = count > fit;
  return (
    <div className={s.fields}>
      <div ref={ref} className={s.staves}>
        <div
          className={s.sheet}
          style={
            {
              '--row': size.row,
              '--text': size.text,
              '--names': names,
              '--stamp': stamp,
            } as CSSProperties
          }
        >
          <div className={s.clock}>
            {t !== null && span > 0 && rows.length > 0 && (
              <i className={s.head} style={{ left: `${Math.min(1, t / span) * 100}%` }} />
            )}
            {record !== null && presented.timed && span > 0 && (
              <>
                {cut && <Landings rows={rows} record={record} event={event} span={span} />}
                <Axis span={span} width={track} upTo={cut ? 0.84 : 0.96} />
              </>
            )}
          </div>
          <ol aria-label="Fields">
            {rows.slice(from, Math.min(to, rows.length)).map((one) => (
              <Staff
                key={one.pointer}
                row={one}
                state={stateOf(one, spot === null && atEnd ? undefined : rows[lit], event, live)}
                record={record}
                span={presented.timed ? span : 0}
                now={t}
                columns={Math.max(12, Math.floor(track / column))}
                gates={words.get(one.pointer) ?? []}
              />
            ))}
            {to > rows.length && <Brace record={record} reached={atEnd} />}
          </ol>
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

function stateOf(row: StoryRow, lit: StoryRow | undefined, event: number, live: boolean): FieldState {
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

/** One width for all names, known from the start, so that nothing moves sideways as rows come and go. */
function nameColumns(rows: readonly StoryRow[]): number {
  return rows.reduce((most, { name, depth }) => Math.max(most, columnsOf(name) + depth * 2), LEAST_NAME);
}

function spanOf(record: RunRecord | null, live: boolean): number {
  if (record === null) return 0;
  return live ? liveSpan(record) : endOf(record);
}

function landedCount(rows: readonly StoryRow[], event: number): number {
  return rows.filter((row) => !row.isContainer && row.landed !== null && row.landed <= event).length;
}

function leafCount(rows: readonly StoryRow[]): number {
  return rows.filter((row) => !row.isContainer).length;
}
