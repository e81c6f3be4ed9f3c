import type { RunRecord } from '../core/run/record.ts';
import { pictureOf } from '../renderer/features/pictures/picture.ts';
import { timelineSvg } from '../renderer/features/pictures/timeline-svg.ts';
import { paletteOf } from '../renderer/features/timeline/palette.ts';
import { el } from './dom.ts';
import { fields } from './fields.ts';

/** What is printed: the timeline as a drawing, then the table. Always in the light theme, whatever the screen has. */
export function paper(record: RunRecord, title: string, prompt: string): HTMLElement {
  const sheet = el('div', { class: 'paper', 'data-theme': 'light' });
  // Drawn when it is asked for: a page that nobody prints need not pay for it.
  const draw = (): void => {
    if (sheet.childElementCount > 0) return;
    const svg = timelineSvg(pictureOf(record, title), paletteOf(sheet));
    const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    if (prompt !== '') sheet.append(el('blockquote', {}, prompt));
    sheet.append(document.importNode(drawing, true), fields(record));
  };
  window.addEventListener('beforeprint', draw);
  matchMedia('print').addEventListener('change', draw);
  return sheet;
}
