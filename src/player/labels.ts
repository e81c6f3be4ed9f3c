import type { DocumentView } from '../core/document/history.ts';
import { visibleKey } from '../core/json/visible.ts';
import { formatWhole } from '../renderer/features/rows/format.ts';
import type { Row } from '../renderer/features/rows/rows.ts';
import { RULER } from '../renderer/features/timeline/scene.ts';
import { chevron, el } from './dom.ts';
import { glyph } from './glyph.ts';
import { ROW } from './rows-view.ts';

/** A row in sight, and its type where it is an array's items folded into one. */
export interface Labelled {
  row: Row;
  itemType: string;
}

/** The names beside the waterfall. Those of rows that open and close are buttons. */
export class Labels {
  readonly element = el('div', { class: 'labels' });
  readonly #view: DocumentView;
  readonly #toggle: (row: Row) => void;
  #shown = '';

  constructor(view: DocumentView, toggle: (row: Row) => void) {
    this.#view = view;
    this.#toggle = toggle;
  }

  /** `state`: what the labels depend on; while it stays, so do they, and a running playhead moves no focus. */
  paint(state: string, rows: readonly Labelled[], offset: number): void {
    if (state === this.#shown) return;
    this.#shown = state;
    const held = this.#focused();
    this.element.replaceChildren(
      ...rows.map((row, i) => {
        const label = this.#label(row);
        label.style.top = `${RULER + i * ROW - offset}px`;
        return label;
      }),
    );
    if (held === undefined) return;
    this.element.querySelector<HTMLElement>(`[data-node="${held}"]`)?.focus({ preventScroll: true });
  }

  #focused(): string | undefined {
    const { activeElement } = document;
    const isOurs = activeElement instanceof HTMLElement && this.element.contains(activeElement);
    return isOurs ? activeElement.dataset['node'] : undefined;
  }

  #label({ row, itemType }: Labelled): HTMLElement {
    const text = this.#text(row);
    const type = row.kind === 'node' ? this.#view.type(row.node) : itemType;
    const toggle = row.kind === 'ghost' || row.toggle === 'none' ? null : row.toggle;
    const name = el('span', { class: 'name', dir: 'auto' }, text);
    const label =
      toggle === null || row.kind === 'ghost'
        ? el('div', { class: 'label', title: text }, chevron(toggle), glyph(type), name)
        : el(
            'button',
            {
              type: 'button',
              class: 'label',
              title: text,
              'aria-expanded': String(toggle === 'open'),
              'data-node': `${row.kind}-${row.node}`,
              click: () => this.#toggle(row),
            },
            chevron(toggle),
            glyph(type),
            name,
          );
    label.style.paddingLeft = `min(${8 + row.depth * 12}px, 50%)`;
    return label;
  }

  #text(row: Row): string {
    switch (row.kind) {
      case 'node': {
        const name = this.#view.name(row.node);
        return name === null ? '(root)' : visibleKey(String(name));
      }
      case 'items':
        return `* · ${formatWhole(row.count)}`;
      case 'ghost':
        return visibleKey(row.ghost.name);
      default:
        return row satisfies never;
    }
  }
}
