import { type FieldLine, fieldTableSteps } from '../core/capture/exporters/field-table.ts';
import { visible } from '../core/json/visible.ts';
import type { RunRecord } from '../core/run/record.ts';
import { finish, type Steps } from '../core/steps.ts';
import { counted, formatMs, formatShare, formatWhole } from '../renderer/features/rows/format.ts';
import { inSlices } from '../renderer/state/in-slices.ts';
import { el } from './dom.ts';

/** A page of fields; a schema with more is no table for people. */
const MOST = 500;
/** Characters of a field's name that are shown, from both its ends: what it is called stands at the far one. */
const LONGEST = 120;

/** Each field with its times. It goes through the whole of a run, so it is counted when it is first asked for. */
export class FieldTable {
  readonly #timed: boolean;
  readonly #steps: Steps<FieldLine[]>;
  #lines: readonly FieldLine[] | null = null;

  constructor(record: RunRecord) {
    this.#timed = record.log.timed;
    this.#steps = this.#count(record);
  }

  /** Counted while the page stays responsive. */
  async element(): Promise<HTMLElement> {
    await inSlices(this.#steps);
    return this.elementNow();
  }

  /** A printer does not wait: what is not counted yet is counted at once. */
  elementNow(): HTMLElement {
    finish(this.#steps);
    return table(this.#lines ?? [], this.#timed);
  }

  *#count(record: RunRecord): Steps<FieldLine[]> {
    const lines = yield* fieldTableSteps(record);
    this.#lines = lines;
    return lines;
  }
}

function table(lines: readonly FieldLine[], timed: boolean): HTMLElement {
  if (lines.length === 0) return el('p', { class: 'nothing' }, 'No field arrived.');
  const names = ['field', 'type', timed ? 'landed, ms' : 'first op', 'took, ms', 'share'];
  const shown = el(
    'table',
    { 'aria-label': 'Fields' },
    el('thead', {}, el('tr', {}, ...names.map((name) => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, ...lines.slice(0, MOST).map((line) => row(line, timed))),
  );
  const more = lines.length - MOST;
  if (more <= 0) return shown;
  const rest = `and ${counted(more, 'more field')}, which the capture in this page has`;
  return el('div', {}, shown, el('p', { class: 'more' }, rest));
}

function row(line: FieldLine, timed: boolean): HTMLElement {
  const { pattern, type, firstOp, took, share, count } = line;
  const when = timed ? landed(line) : firstOp === null ? '' : formatWhole(firstOp);
  const name = visible(pattern.slice(1));
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row', dir: 'auto', title: name === shortened(name) ? undefined : name },
      shortened(name),
    ),
    el('td', {}, count > 1 ? `${type} × ${formatWhole(count)}` : type),
    el('td', {}, count === 0 ? 'not landed' : when),
    el('td', {}, took === null ? '' : formatMs(took)),
    el('td', {}, share === null ? '' : formatShare(share)),
  );
}

function shortened(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST / 2)}…${name.slice(-LONGEST / 2)}`;
}

function landed({ firstLands, lands }: FieldLine): string {
  if (firstLands === null || lands === null) return '';
  return firstLands === lands ? formatMs(lands) : `${formatMs(firstLands)} – ${formatMs(lands)}`;
}
