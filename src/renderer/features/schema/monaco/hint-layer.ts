import type { Landing } from '../landings.ts';
import s from './hint-layer.module.css';
import { monaco } from './load.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Pixels of a letter of a hint (11 px of a font whose letters are 0.59 wide), and of what is around its text. */
const LETTER = 6.5;
const AROUND = 28;

/**
 * The times at the right edge, and the marks at the left, over the lines of the editor. Elements of our own rather
 * than decorations: Monaco can write after a line's text, not at the panel's edge. The layer moves as a whole when the
 * editor scrolls, so scrolling costs one transform; at most one element a line.
 */
export class HintLayer {
  readonly #editor: Editor;
  readonly #layer = document.createElement('div');
  #landings: readonly Landing[] = [];
  #shown = '';

  constructor(editor: Editor, host: HTMLElement) {
    this.#editor = editor;
    this.#layer.className = s['layer'] ?? '';
    // The same is in the tree and the table, where it can be read in order.
    this.#layer.ariaHidden = 'true';
    host.append(this.#layer);
    editor.onDidScrollChange(() => this.#scroll());
    // Folding moves lines, and says so only in this way.
    editor.onDidContentSizeChange(() => this.#draw());
    editor.onDidLayoutChange(() => this.#draw());
  }

  show(landings: readonly Landing[]): void {
    this.#landings = landings;
    this.#draw();
  }

  #scroll(): void {
    this.#layer.style.transform = `translateY(${-this.#editor.getScrollTop()}px)`;
  }

  #draw(): void {
    const model = this.#editor.getModel();
    if (model === null) return;
    const rows = new Map<number, Row>();
    for (const landing of this.#landings) {
      const { lineNumber, column } = model.getPositionAt(landing.offset);
      // Of several properties on one line, the first is shown.
      if (rows.has(lineNumber)) continue;
      const room = this.#roomBeside(model.getLineContent(lineNumber), column);
      const top = this.#editor.getTopForLineNumber(lineNumber);
      rows.set(lineNumber, { top, state: landing.state, text: textOf(landing, room) });
    }
    const shown = JSON.stringify([...rows.values()]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#layer.replaceChildren(...[...rows.values()].map(rowOf));
    this.#scroll();
  }

  /** Letters of a hint that leave the property's name to be read; what follows the name may be covered. */
  #roomBeside(line: string, column: number): number {
    const { contentLeft, width } = this.#editor.getLayoutInfo();
    const { typicalHalfwidthCharacterWidth } = this.#editor.getOption(monaco.editor.EditorOption.fontInfo);
    const end = contentLeft + (line.indexOf('"', column) + 1) * typicalHalfwidthCharacterWidth;
    return Math.floor((width - end - AROUND) / LETTER);
  }
}

interface Row {
  top: number;
  state: Landing['state'];
  text: string;
}

/** The run's own time, and as much of what there is over the runs as there is room for. */
function textOf({ hint, over }: Landing, room: number): string {
  const parts = [hint, over?.p50 ?? null, over?.p95 ?? null].filter((part) => part !== null);
  while (parts.length > 1 && parts.join(' · ').length > room) parts.pop();
  return parts.join(' · ');
}

function rowOf({ top, state, text }: Row): HTMLElement {
  const row = document.createElement('div');
  row.className = s['row'] ?? '';
  row.dataset['state'] = state;
  row.style.top = `${top}px`;
  row.append(document.createElement('i'));
  if (text !== '') {
    const hint = document.createElement('span');
    hint.textContent = text;
    row.append(hint);
  }
  return row;
}
