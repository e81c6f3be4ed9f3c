import { type Picture, pictureOf, wordsOf } from '../renderer/features/pictures/picture.ts';
import { timelineSvg } from '../renderer/features/pictures/timeline-svg.ts';
import { paletteOf } from '../renderer/features/timeline/palette.ts';
import { el } from './dom.ts';
import type { PlayedRun } from './run.ts';
import { verdictReason } from './verdict.ts';

/** Rows of a drawing that fits a sheet of A4 or Letter in its width, and leaves room for what the run is. */
const ROWS_A_SHEET = 34;

/**
 * What is printed: what the run is, the timeline as drawings of a sheet each, then the table. Always in the light theme,
 * whatever the screen has.
 */
export function paper(run: PlayedRun): HTMLElement {
  const sheet = el('div', { class: 'paper', 'data-theme': 'light' });
  // Drawn when it is asked for: a page that nobody prints need not pay for it.
  const draw = (): void => {
    if (sheet.childElementCount === 0) sheet.append(...contents(run, sheet));
  };
  window.addEventListener('beforeprint', draw);
  matchMedia('print').addEventListener('change', draw);
  return sheet;
}

function* contents(run: PlayedRun, sheet: HTMLElement): Generator<HTMLElement> {
  const { record, title, prompt, verdict } = run;
  yield el('h1', { dir: 'auto' }, title);
  yield el('p', { class: 'facts' }, [verdict.headline, wordsOf(record), ...recorded(run)].join(' · '));
  const reason = verdictReason(verdict);
  if (reason !== null) yield reason;
  if (prompt !== '') yield el('blockquote', { dir: 'auto' }, prompt);
  if (verdict.answer !== null) yield el('pre', {}, verdict.answer);
  if (record.ops === 0) return;
  const palette = paletteOf(sheet);
  for (const picture of sheets(pictureOf(record, 'Timeline'))) {
    const svg = new DOMParser().parseFromString(timelineSvg(picture, palette), 'image/svg+xml');
    yield el('figure', {}, document.importNode(svg.documentElement, true));
  }
  yield run.fields.elementNow();
}

/** A drawing is never cut across two pages, so each page has its own, with its own ruler. */
function* sheets(picture: Picture): Generator<Picture> {
  const count = Math.max(1, Math.ceil(picture.rows.length / ROWS_A_SHEET));
  for (let i = 0; i < count; i++) {
    const isLast = i === count - 1;
    yield {
      ...picture,
      title: count === 1 ? picture.title : `${picture.title}, part ${i + 1} of ${count}`,
      rows: picture.rows.slice(i * ROWS_A_SHEET, (i + 1) * ROWS_A_SHEET),
      more: isLast ? picture.more : 0,
      waiting: isLast ? picture.waiting : null,
    };
  }
}

/** When it was recorded, where the capture says so. */
function recorded({ record }: PlayedRun): string[] {
  const at = new Date(record.header?.wall ?? '');
  if (Number.isNaN(at.getTime())) return [];
  return [`recorded ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`];
}
