import type { RunRecord } from '../../run/record.ts';
import { type FieldLine, fieldTable } from './field-table.ts';
import { type ExportFormat, timesOf } from './format.ts';

type Cell = string | number | null;

/** Column by column; times in milliseconds. The last says on every row where the times come from. */
const COLUMNS: readonly [string, (line: FieldLine, record: RunRecord) => Cell][] = [
  ['field', ({ pattern }) => pattern],
  ['type', ({ type }) => type],
  ['required', ({ required }) => (required === null ? null : required ? 'yes' : 'no')],
  ['declared', ({ declared }) => declared],
  ['arrived', ({ arrived }) => arrived],
  ['count', ({ count }) => count],
  ['first_op', ({ firstOp }) => firstOp],
  ['opens_ms', ({ opens }) => milliseconds(opens)],
  ['first_lands_ms', ({ firstLands }) => milliseconds(firstLands)],
  ['lands_ms', ({ lands }) => milliseconds(lands)],
  ['took_ms', ({ took }) => milliseconds(took)],
  ['share', ({ share }) => (share === null ? null : Math.round(share * 10_000) / 10_000)],
  ['times', (_line, record) => timesOf(record)],
];

/** RFC 4180, with a header row. */
export const csvExport: ExportFormat = {
  id: 'csv',
  title: 'table of the fields (CSV)',
  extensions: ['.csv'],
  mime: 'text/csv',
  problem: noDocument,
  *write(record) {
    yield `${COLUMNS.map(([name]) => name).join(',')}\r\n`;
    for (const line of fieldTable(record)) {
      yield `${COLUMNS.map(([, cell]) => csvCell(cell(line, record))).join(',')}\r\n`;
    }
  },
};

export const markdownExport: ExportFormat = {
  id: 'md',
  title: 'table of the fields (Markdown)',
  extensions: ['.md'],
  mime: 'text/markdown',
  problem: noDocument,
  *write(record) {
    yield `| ${COLUMNS.map(([name]) => name).join(' | ')} |\n`;
    yield `|${COLUMNS.map(([name]) => (TEXTS.has(name) ? ' --- ' : ' ---: ')).join('|')}|\n`;
    for (const line of fieldTable(record)) {
      yield `| ${COLUMNS.map(([, cell]) => markdownCell(cell(line, record))).join(' | ')} |\n`;
    }
  },
};

const TEXTS = new Set(['field', 'type', 'required', 'times']);

/**
 * SECURITY: a spreadsheet runs a cell that begins like a formula, and keys come from a model. The apostrophe makes it
 * text (OWASP, "CSV injection"); numbers are ours and stay numbers.
 */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** SECURITY: nothing in a cell may end it, make a link, or be HTML; every mark of Markdown is escaped. */
export function markdownCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return value
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\|`*_[\]{}()#!~>+=@-]/g, (mark) => (mark === '>' ? '&gt;' : `\\${mark}`));
}

function milliseconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}

function noDocument(record: RunRecord): string | null {
  return record.history.at(record.log.length - 1).root() === null
    ? 'There is no document in this run, and so no fields.'
    : null;
}
