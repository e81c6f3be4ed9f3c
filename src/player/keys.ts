import { el } from './dom.ts';
import type { Playback } from './playback.ts';
import { switchTheme } from './theme.ts';

/** What keys do on the whole page, as the page tells it. */
const LIST: readonly (readonly [string, string])[] = [
  ['Space', 'Play or pause'],
  ['→ or Page Down', 'Next operation'],
  ['← or Page Up', 'Previous operation'],
  ['Home', 'Before the first operation'],
  ['End', 'The end of the run'],
  ['V', 'Timeline or table of fields'],
  ['T', 'Dark or light'],
  ['Ctrl S or ⌘ S', 'Save capture'],
  ['?', 'This list'],
  ['↑ ↓ in the document', 'Choose a field'],
  ['← → in the document', 'Close or open it'],
];

/** The dialog that lists the keys. */
export class KeyList {
  readonly element = el(
    'dialog',
    { class: 'keys', 'aria-label': 'Keys' },
    el('h2', {}, 'Keys'),
    el('dl', {}, ...LIST.flatMap(([key, what]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)])),
    el('button', { type: 'button', click: () => this.element.close() }, 'Close'),
  );

  toggle(): void {
    if (this.element.open) this.element.close();
    else this.element.showModal();
  }
}

/** What a browser would save has no run in it, so this saves the capture, from the first moment on. */
export function startSaveKey(save: () => void): void {
  window.addEventListener('keydown', (key) => {
    if (!(key.ctrlKey || key.metaKey) || key.altKey || key.shiftKey || key.key.toLowerCase() !== 's') return;
    key.preventDefault();
    save();
  });
}

/** Listens for them; those of the page's controls stay theirs. */
export function startKeys(playback: Playback, acts: { views: () => void; list: () => void }): void {
  const keys: { [key: string]: () => void } = {
    ' ': () => playback.toggle(),
    ArrowRight: () => playback.step(1),
    ArrowLeft: () => playback.step(-1),
    PageDown: () => playback.step(1),
    PageUp: () => playback.step(-1),
    Home: () => playback.seek('start'),
    End: () => playback.seek('end'),
    v: acts.views,
    t: switchTheme,
    '?': acts.list,
  };
  window.addEventListener('keydown', (key) => {
    if (key.ctrlKey || key.metaKey || key.altKey || key.defaultPrevented) return;
    const { target } = key;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLButtonElement && key.key === ' ') return;
    const isListOpen = target instanceof Element && target.closest('dialog') !== null;
    if (isListOpen && key.key !== '?') return;
    const act = keys[key.key.length === 1 ? key.key.toLowerCase() : key.key];
    if (act === undefined) return;
    key.preventDefault();
    act();
  });
}
