import { CAPTURE_ID } from '../core/capture/player-page.ts';
import { RunRecord } from '../core/run/record.ts';
import { wordsOf } from '../renderer/features/pictures/picture.ts';
import { el } from './dom.ts';
import { fields } from './fields.ts';
import { fold } from './fold.ts';
import { paper } from './paper.ts';
import { Playback } from './playback.ts';
import { timeline } from './timeline.ts';
import { startKeys, transport } from './transport.ts';
import { tree } from './tree.ts';
import './player.css';

/** The page: it reads the capture that it carries and plays it. Nothing is asked of anybody. */
async function start(): Promise<void> {
  setTheme(matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
  const text = captureText();
  const record = new RunRecord();
  const part = el('progress', { max: 1, 'aria-label': 'Reading the run' });
  const reading = el('p', { class: 'reading' }, 'Reading the run', part);
  document.body.append(reading);
  await fold(text, record, (share) => {
    part.value = share;
  });
  reading.remove();
  const playback = new Playback(record);
  const { title } = document;
  const prompt = promptOf(record);
  const table = el('section', {
    class: 'fields',
    hidden: true,
    tabindex: 0,
    'aria-label': 'Table of fields',
  });
  const waterfall = timeline(record, playback);
  const tabs = (['Timeline', 'Fields'] as const).map((name) => {
    const button: HTMLButtonElement = el(
      'button',
      { type: 'button', 'aria-pressed': String(name === 'Timeline'), click: () => show(name) },
      name,
    );
    return button;
  });
  const show = (name: 'Timeline' | 'Fields'): void => {
    waterfall.hidden = name !== 'Timeline';
    table.hidden = name !== 'Fields';
    // Made when it is asked for: it goes through the whole of a run.
    if (!table.hidden && table.childElementCount === 0) table.append(fields(record));
    for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.textContent === name));
  };
  document.body.append(
    el(
      'div',
      { class: 'frame' },
      el(
        'header',
        {},
        el('h1', {}, title),
        el('p', { class: 'facts' }, wordsOf(record)),
        el('span', { class: 'space' }),
        el('button', { type: 'button', click: () => save(text, title) }, 'Save capture'),
        el('button', { type: 'button', click: () => window.print() }, 'Print'),
        el(
          'button',
          { type: 'button', 'aria-label': 'Switch between dark and light', click: switchTheme },
          '◐',
        ),
      ),
      el('section', { class: 'prompt', 'aria-label': 'Prompt', hidden: prompt === '' }, `“${prompt}”`),
      el(
        'main',
        {},
        el(
          'div',
          { class: 'left' },
          el('div', { class: 'tabs', role: 'group', 'aria-label': 'View' }, ...tabs),
          waterfall,
          table,
        ),
        el('div', { class: 'right' }, el('h2', {}, 'Document'), tree(record, playback)),
      ),
      transport(record, playback),
    ),
    paper(record, title, prompt),
  );
  startKeys(playback);
}

function captureText(): string {
  const template = document.querySelector(`#${CAPTURE_ID}`);
  if (!(template instanceof HTMLTemplateElement)) throw new Error('The page carries no capture.');
  // The line feed behind the opening tag is ours.
  return (template.content.textContent ?? '').replace(/^\n/, '');
}

/** The last thing that a person said. */
function promptOf(record: RunRecord): string {
  const input = record.header?.draft?.input ?? '';
  const text =
    typeof input === 'string' ? input : (input.findLast(({ role }) => role === 'user')?.content ?? '');
  return text.replaceAll(/\s+/g, ' ').trim();
}

function setTheme(theme: 'dark' | 'light'): void {
  document.documentElement.dataset['theme'] = theme;
}

function switchTheme(): void {
  setTheme(document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark');
}

function save(text: string, title: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const stem = title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'run';
  el('a', { href: url, download: `${stem}.patchcap.ndjson` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

void start();
