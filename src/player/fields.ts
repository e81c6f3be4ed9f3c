import { type FieldLine, fieldTable } from '../core/capture/exporters/field-table.ts';
import type { RunRecord } from '../core/run/record.ts';
import { formatMs, formatShare, formatWhole } from '../renderer/features/rows/format.ts';
import { el } from './dom.ts';

/** A page of fields; a schema with more is no table for people. */
const MOST = 500;

/** Each field with its times. */
export function fields(record: RunRecord): HTMLTableElement {
  const timed = record.log.timed;
  const lines = fieldTable(record).slice(0, MOST);
  return el(
    'table',
    { 'aria-label': 'Fields' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        ...['field', 'type', timed ? 'landed, ms' : 'first op', 'took, ms', 'share'].map((name) =>
          el('th', { scope: 'col' }, name),
        ),
      ),
    ),
    el('tbody', {}, ...lines.map((line) => row(line, timed))),
  );
}

function row(line: FieldLine, timed: boolean): HTMLElement {
  const { pattern, type, firstOp, took, share, count } = line;
  const when = timed ? landed(line) : firstOp === null ? '' : formatWhole(firstOp);
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, pattern.slice(1)),
    el('td', {}, count > 1 ? `${type} × ${formatWhole(count)}` : type),
    el('td', {}, count === 0 ? 'not landed' : when),
    el('td', {}, took === null ? '' : formatMs(took)),
    el('td', {}, share === null ? '' : formatShare(share)),
  );
}

function landed({ firstLands, lands }: FieldLine): string {
  if (firstLands === null || lands === null) return '';
  return firstLands === lands ? formatMs(lands) : `${formatMs(firstLands)} – ${formatMs(lands)}`;
}
