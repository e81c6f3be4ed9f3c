import type { RunRecord } from '../core/run/record.ts';
import { counted, formatWhole } from '../renderer/features/rows/format.ts';
import { el } from './dom.ts';

/** What stands on the page while it is read: how far it is, in numbers, and a way to be content with that. */
export class Reading {
  readonly stop = new AbortController();
  /** Operations of the whole run, as the page says; 0 where it does not. */
  readonly #all = Number(document.body.dataset['ops'] ?? 0);
  readonly #bar = el('progress', { max: Math.max(1, this.#all), 'aria-label': 'Reading the run' });
  readonly #words = el('p', {}, 'Reading the run');
  readonly #element = el(
    'div',
    { class: 'reading' },
    this.#words,
    this.#bar,
    el('button', { type: 'button', click: () => this.stop.abort() }, 'Show what is read'),
  );

  constructor() {
    this.#tell(0);
    document.body.append(this.#element);
  }

  update({ ops }: RunRecord): void {
    this.#bar.value = ops;
    this.#tell(ops);
  }

  /** What was read takes its place. */
  done(...page: readonly HTMLElement[]): void {
    this.#element.replaceWith(...page);
  }

  /** Says why there is nothing to play, alone on the page: one that a browser saved still has what it showed. */
  instead(words: string, ...acts: readonly HTMLElement[]): void {
    for (const shown of document.querySelectorAll('body > :not(script)')) shown.remove();
    this.#element.replaceChildren(el('p', { role: 'alert' }, words), ...acts);
    document.body.append(this.#element);
  }

  /** In place of the rest of a run that was not read to its end. */
  wordsOfPart({ ops }: RunRecord): string {
    return `read as far as op ${formatWhole(ops)} of ${formatWhole(this.#all)}`;
  }

  #tell(ops: number): void {
    this.#words.textContent =
      this.#all === 0
        ? 'Reading the run'
        : `Reading the run: ${formatWhole(ops)} of ${counted(this.#all, 'operation')}`;
  }
}
