import type { DocumentView } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { timesSource, timesWords } from '../../../core/run/times-source.ts';
import { formatWhole } from '../rows/format.ts';
import { type Row, Rows } from '../rows/rows.ts';
import type { Axis } from '../timeline/axis.ts';
import { type Bar, barOf } from '../timeline/bars.ts';
import { ItemTimes } from '../timeline/item-times.ts';
import { fitSpan } from '../timeline/scale.ts';
import { finishedAxis } from './finished-axis.ts';

/** A timeline as it is drawn on paper: everything about it that is not colour. */
export interface Picture {
  title: string;
  /** Where its times come from: `simulated · 4 ops · 2,015 ms`. */
  words: string;
  unit: Axis['unit'];
  /** What the axis spans from 0, in its unit. */
  span: number;
  rows: readonly PictureRow[];
  /** Rows that are not drawn because there are too many. */
  more: number;
  /** From 0 to the response's head, and on to the first event; null where not known. */
  waiting: number | null;
  prefill: { from: number; to: number } | null;
}

export interface PictureRow {
  label: string;
  depth: number;
  type: string;
  bar: Bar;
}

/** More would fit on no page and in no message. */
export const MOST_ROWS = 120;
/** Longer arrays are folded into their pattern. */
const LONG = 30;

export function pictureOf(record: RunRecord, title: string): Picture {
  const view = record.history.at(record.log.length - 1);
  const axis = finishedAxis(record);
  const rows = new Rows(view, {
    open: new Map(),
    long: LONG,
    unfolded: new Set(),
    newest: false,
    ghosts: () => [],
  });
  const drawn: PictureRow[] = [];
  for (let i = 0; i < Math.min(rows.length, MOST_ROWS); i++) {
    const row = rows.row(i);
    if (row !== null) drawn.push(rowOf(record, view, row, axis));
  }
  return {
    title,
    words: wordsOf(record),
    unit: axis.unit,
    span: axis.unit === 'op' ? Math.max(8, fitSpan(axis.end)) : fitSpan(axis.end),
    rows: drawn,
    more: rows.length - drawn.length,
    ...waits(record, axis),
  };
}

/** What every picture says of itself, so that nobody takes it for a measurement that it is not. */
export function wordsOf(record: RunRecord): string {
  const { header } = record;
  const axis = finishedAxis(record);
  const times = axis.unit === 'op' ? 'no times' : timesWords(timesSource(record));
  const words = [times, `${formatWhole(record.ops)} ${record.ops === 1 ? 'op' : 'ops'}`];
  if (axis.unit === 'ms') words.push(`${formatWhole(axis.end)} ms`);
  const model = header?.connection?.model;
  if (model !== undefined && model !== '') words.unshift(model);
  return words.join(' · ');
}

function rowOf(record: RunRecord, view: DocumentView, row: Row, axis: Axis): PictureRow {
  const bar = barOf(record, view, row, axis, (array) => {
    const times = new ItemTimes();
    times.update(view, array, axis.at);
    return times;
  });
  const { depth } = row;
  switch (row.kind) {
    case 'node': {
      const label = String(view.name(row.node) ?? '(root)');
      return { label, depth, type: view.type(row.node), bar };
    }
    case 'items':
      return {
        label: `* · ${formatWhole(row.count)}`,
        depth,
        type: bar.kind === 'items' ? bar.type : 'array',
        bar,
      };
    case 'ghost':
      return { label: row.ghost.name, depth, type: row.ghost.type, bar };
    default:
      return row satisfies never;
  }
}

function waits(record: RunRecord, axis: Axis): Pick<Picture, 'waiting' | 'prefill'> {
  const head = record.head?.t ?? null;
  const { t0 } = record.header ?? {};
  if (axis.unit === 'op' || head === null || t0 === 'first-line' || t0 === 'unknown') {
    return { waiting: null, prefill: null };
  }
  const first = record.log.length === 0 ? null : record.log.t(record.log.eventOfOp(1));
  return { waiting: head, prefill: first !== null && first > head ? { from: head, to: first } : null };
}
