import { wordsOf } from '../renderer/features/pictures/picture.ts';
import { detail } from './detail.ts';
import { el, scrolling } from './dom.ts';
import { KeyList, startKeys } from './keys.ts';
import type { PlayedRun } from './run.ts';
import { themeButton } from './theme.ts';
import { timeline } from './timeline.ts';
import { transport } from './transport.ts';
import { tree } from './tree.ts';
import { verdictMark, verdictReason } from './verdict.ts';

const VIEWS = ['Timeline', 'Fields'] as const;
type View = (typeof VIEWS)[number];

/** The whole page, and the list of its keys. */
export function frame(run: PlayedRun): HTMLElement[] {
  const keys = new KeyList();
  const { element: views, next } = viewsOf(run);
  startKeys(run.playback, { views: next, list: () => keys.toggle() });
  const reason = verdictReason(run.verdict);
  const page = el(
    'div',
    { class: 'frame' },
    head(run, keys),
    el('div', { class: 'about' }, ...(reason === null ? [] : [reason]), ...promptOf(run)),
    el('main', {}, views, documentOf(run)),
    transport(run.record, run.playback),
  );
  return [page, keys.element];
}

function head({ title, record, verdict, save }: PlayedRun, keys: KeyList): HTMLElement {
  return el(
    'header',
    {},
    el('h1', { dir: 'auto', title }, title),
    el('p', { class: 'facts' }, verdictMark(verdict), ` · ${wordsOf(record)}`),
    el(
      'div',
      { class: 'acts' },
      el('button', { type: 'button', click: save }, 'Save capture'),
      el('button', { type: 'button', click: () => window.print() }, 'Print'),
      el('button', { type: 'button', title: 'Keys (?)', click: () => keys.toggle() }, 'Keys'),
      themeButton(),
    ),
  );
}

/** Two lines of it, and the rest where a person scrolls. */
function promptOf({ prompt }: PlayedRun): HTMLElement[] {
  if (prompt === '') return [];
  return [
    scrolling(
      el('section', { class: 'prompt', 'aria-label': 'Prompt' }, el('p', { dir: 'auto' }, `“${prompt}”`)),
    ),
  ];
}

function viewsOf(run: PlayedRun): { element: HTMLElement; next: () => void } {
  const waterfall = run.record.ops === 0 ? nothing(run) : timeline(run.record, run.playback);
  const table = scrolling(el('section', { class: 'fields', hidden: true, 'aria-label': 'Table of fields' }));
  let shown: View = 'Timeline';
  const tabs = VIEWS.map((name) =>
    el('button', { type: 'button', 'aria-pressed': String(name === shown), click: () => show(name) }, name),
  );
  function show(name: View): void {
    shown = name;
    waterfall.hidden = name !== 'Timeline';
    table.hidden = name !== 'Fields';
    if (name === 'Fields' && table.childElementCount === 0) void count();
    for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.textContent === name));
  }
  async function count(): Promise<void> {
    table.append(el('p', { class: 'nothing' }, 'Counting the fields…'));
    table.replaceChildren(await run.fields.element());
  }
  return {
    element: el(
      'div',
      { class: 'pane views' },
      el('div', { class: 'bar tabs', role: 'group', 'aria-label': 'View' }, ...tabs),
      waterfall,
      table,
    ),
    next: () => show(shown === 'Timeline' ? 'Fields' : 'Timeline'),
  };
}

/** In place of a timeline without a single operation. */
function nothing({ verdict }: PlayedRun): HTMLElement {
  return el(
    'section',
    { class: 'nothing', 'aria-label': 'Timeline' },
    el('p', {}, `Nothing arrived: ${verdict.headline}`),
    ...(verdict.answer === null ? [] : [answer(verdict.answer)]),
  );
}

function answer(text: string): HTMLElement {
  return scrolling(el('pre', { role: 'group', 'aria-label': 'Answer of the server' }, text));
}

function documentOf({ record, playback }: PlayedRun): HTMLElement {
  const chosen = detail(record, playback);
  return el(
    'div',
    { class: 'pane document' },
    el('div', { class: 'bar' }, el('h2', {}, 'Document'), el('span', { class: 'note' }, 'at the playhead')),
    tree(record, playback, chosen.choose),
    chosen.element,
  );
}
