import type { Landing } from '../landings.ts';
import s from './hint-layer.module.css';
import type { monaco } from './load.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

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
    const rows = new Map<number, Landing>();
    for (const landing of this.#landings) {
      const line = model.getPositionAt(landing.offset).lineNumber;
      // Of several properties on one line, the first is shown.
      if (!rows.has(line)) rows.set(line, landing);
    }
    const shown = JSON.stringify(
      [...rows].map(([line, { state, hint, over }]) => [this.#top(line), state, hint, over]),
    );
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#layer.replaceChildren(...[...rows].map(([line, landing]) => rowOf(landing, this.#top(line))));
    this.#scroll();
  }

  #top(line: number): number {
    return this.#editor.getTopForLineNumber(line);
  }
}

function rowOf({ state, hint, over }: Landing, top: number): HTMLElement {
  const row = document.createElement('div');
  row.className = s['row'] ?? '';
  row.dataset['state'] = state;
  row.style.top = `${top}px`;
  row.append(document.createElement('i'));
  const parts = [
    [hint, ''],
    [over?.p50 ?? null, over?.p95 === null ? s['wide'] : s['middle']],
    [over?.p95 ?? null, s['most']],
  ] as const;
  const shown = parts.filter(([part]) => part !== null);
  if (shown.length > 0) {
    const text = document.createElement('span');
    for (const [part, className] of shown) {
      const element = document.createElement('span');
      element.textContent = part;
      element.className = className ?? '';
      text.append(element);
    }
    row.append(text);
  }
  return row;
}
