import type { ReactNode } from 'react';

import type { EndRecord } from '../../../core/capture/record.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { headline } from '../../../core/run/verdict.ts';
import { formatWhole } from '../rows/format.ts';
import { shorten, shownValue } from './stage-text.ts';
import type { StoryRow } from './story.ts';
import s from './Staff.module.css';

/** What a field is at the playhead. */
export type FieldState = 'waiting' | 'writing' | 'landed' | 'lit';

/** A word about a gate beside the field that it waited for. */
export interface GateWord {
  name: string;
  words: string;
  tone: 'begun' | 'asks';
}

/**
 * A field on the common clock. Its value stands over its bar, from where it opened, and moves to the left only as far
 * as it needs to be read:
 *
 *     intent           "billing" ▲ dispatch                            249 ms
 *                      ━━●
 *     reply     "We are sorry for the double charge."                1,289 ms
 *                         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
 */
export function Staff({
  row,
  state,
  record,
  span,
  now,
  columns,
  gates,
}: {
  row: StoryRow;
  state: FieldState;
  record: RunRecord | null;
  /** Milliseconds of the whole width. */
  span: number;
  /** The playhead in milliseconds; null without times. */
  now: number | null;
  /** What a value has room for. */
  columns: number;
  gates: readonly GateWord[];
}): ReactNode {
  const landed = state === 'landed' || state === 'lit';
  const at = timeOf(record, row.landed);
  const from = timeOf(record, row.isContainer ? row.landed : row.opened) ?? at;
  const last = timeOf(record, row.last);
  const until = state === 'writing' ? now : landed ? (row.isContainer ? least(last, now) : at) : null;
  const bar = from !== null && until !== null && span > 0 ? { from, until: Math.max(from, until) } : null;
  const share = (time: number): string => `${(Math.min(time, span) / span) * 100}%`;
  return (
    <li className={s.staff} data-state={state} data-type={row.type} data-container={row.isContainer}>
      <span className={s.name} style={{ paddingLeft: `calc(${Math.min(row.depth, 4) * 28} * var(--u))` }}>
        <bdi>{row.name}</bdi>
      </span>
      <span className={s.track}>
        <span className={s.words}>
          <i style={{ flexBasis: bar === null ? 0 : share(bar.from) }} />
          {landed && (
            <bdi className={s.value}>
              {row.isContainer ? (row.type === 'array' ? '[ ]' : '{ }') : shownValue(row.value, columns)}
            </bdi>
          )}
          {state === 'writing' && <span className={s.writing}>being written</span>}
          {gates.map(({ name, words, tone }) => (
            <span key={name} className={s.gate} data-tone={tone}>
              {words}
            </span>
          ))}
        </span>
        {bar !== null && (
          <span
            className={s.bar}
            style={{ left: share(bar.from), width: `calc(${share(bar.until)} - ${share(bar.from)})` }}
          />
        )}
      </span>
      <span className={s.time}>{landed ? stampOf(record, row.landed, at) : ''}</span>
    </li>
  );
}

/** The end of the document, or of what there is of it. */
export function Brace({ record, reached }: { record: RunRecord | null; reached: boolean }): ReactNode {
  const end = record?.end ?? null;
  const at = end?.t ?? null;
  const broken = end !== null && !UNBROKEN.has(end.reason);
  return (
    <li className={s.staff} data-state={!reached ? 'waiting' : broken ? 'broken' : 'lit'}>
      <span className={s.name}>{'}'}</span>
      <span className={s.track}>
        <span className={s.words}>
          <i style={{ flexBasis: '100%' }} />
          {reached && end !== null && <span className={s.value}>{endWords(end)}</span>}
        </span>
      </span>
      <span className={s.time}>{reached && at !== null ? `${formatWhole(at)} ms` : ''}</span>
    </li>
  );
}

/** Endings of which nothing says that anything is missing. */
const UNBROKEN = new Set<string>(['done', 'eof', 'unknown']);

function endWords({ reason, message }: EndRecord): string {
  if (reason === 'unknown') return 'end of the file';
  if (UNBROKEN.has(reason)) return 'closing brace';
  return shorten(`${headline(reason, 'unchecked')}: ${message ?? 'no closing brace came'}`, 60);
}

function timeOf(record: RunRecord | null, event: number | null): number | null {
  return event === null ? null : (record?.log.t(event) ?? null);
}

function stampOf(record: RunRecord | null, event: number | null, at: number | null): string {
  if (at !== null) return `${formatWhole(at)} ms`;
  return event === null ? '' : `op ${record?.log.opsUpTo(event) ?? 0}`;
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
