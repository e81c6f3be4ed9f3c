import { rowWindow, scrollHeight, scrollTopFor } from '../renderer/features/rows/window.ts';
import { el } from './dom.ts';

/** Pixels of a row, as `--row` in the tokens. */
export const ROW = 26;

/**
 * A scrolled box of rows of one height, of which those in sight exist. `paint` gets the first and one past the last,
 * and the pixels by which the first is scrolled out.
 */
export class RowsView {
  readonly scroller: HTMLElement;
  /** Stays in sight while the box scrolls. */
  readonly layer: HTMLElement;
  readonly #space = el('div');
  readonly #paint: (first: number, last: number, offset: number) => void;
  readonly #above: number;
  #count = 0;

  constructor(
    scroller: HTMLElement,
    layer: HTMLElement,
    above: number,
    paint: (first: number, last: number, offset: number) => void,
  ) {
    this.scroller = scroller;
    this.layer = layer;
    this.#above = above;
    this.#paint = paint;
    layer.classList.add('layer');
    scroller.classList.add('scroller');
    scroller.append(layer, this.#space);
    scroller.addEventListener('scroll', () => this.paint(), { passive: true });
    new ResizeObserver(() => this.paint()).observe(scroller);
  }

  get #viewport(): number {
    return Math.max(0, this.scroller.clientHeight - this.#above);
  }

  setCount(count: number): void {
    if (count !== this.#count) {
      this.#count = count;
      const over = scrollHeight(count, ROW) + this.#above - this.scroller.clientHeight;
      this.#space.style.height = `${Math.max(0, over)}px`;
    }
    this.paint();
  }

  paint(): void {
    const over = scrollHeight(this.#count, ROW) + this.#above - this.scroller.clientHeight;
    this.#space.style.height = `${Math.max(0, over)}px`;
    const { first, last, offset } = rowWindow(this.#count, ROW, this.#viewport, this.scroller.scrollTop);
    this.#paint(first, last, offset);
  }

  reveal(row: number): void {
    if (row < 0) return;
    const top = scrollTopFor(row, this.#count, ROW, this.#viewport, this.scroller.scrollTop);
    if (top !== this.scroller.scrollTop) this.scroller.scrollTop = top;
  }
}
