import type { DocumentView, NodeId } from '../../../core/document/history.ts';

type Reading = Pick<DocumentView, 'children' | 'childCount' | 'born'>;

/**
 * When each item of a long array was first seen, carried on as the array grows: a folded row draws how many arrived
 * in each column of pixels, whatever their number. 8 bytes an item.
 */
export class ItemTimes {
  /** By index in the array, to see whether it only grew. */
  #last: NodeId | undefined;
  /** By time. */
  #nodes: NodeId[] = [];
  #times: number[] = [];

  get count(): number {
    return this.#times.length;
  }

  get first(): number {
    return this.#times[0] ?? 0;
  }

  get last(): number {
    return this.#times.at(-1) ?? 0;
  }

  /** O(new items); O(all), once, where items came out of order or were inserted or removed before the end. */
  update(view: Reading, array: NodeId, at: (event: number) => number): void {
    const count = view.childCount(array);
    const known = this.#times.length;
    if (known > count || (known > 0 && view.children(array, known - 1, known)[0] !== this.#last))
      this.#clear();
    const from = this.#times.length;
    if (from === count) return;
    let ascending = true;
    for (const node of view.children(array, from, count)) {
      const time = at(view.born(node));
      if (time < this.last) ascending = false;
      this.#nodes.push(node);
      this.#times.push(time);
      this.#last = node;
    }
    if (!ascending) this.#sort();
  }

  #clear(): void {
    this.#nodes = [];
    this.#times = [];
  }

  /** Nearly sorted as they are, this is close to one pass (a merge sort of the runs that are there). */
  #sort(): void {
    const order = this.#times.map((_, i) => i).sort((a, b) => (this.#times[a] ?? 0) - (this.#times[b] ?? 0));
    this.#nodes = order.map((i) => this.#nodes[i] ?? 0);
    this.#times = order.map((i) => this.#times[i] ?? 0);
  }

  /** The item that was newest at a time, or null before the first. */
  itemAt(time: number): NodeId | null {
    return this.#nodes[this.#below(time, true) - 1] ?? null;
  }

  /**
   * How many items fall into each of `columns` equal parts of `from` to `to`, the end excluded. Every item in the
   * range is in exactly one. O(columns × log items).
   */
  histogram(from: number, to: number, columns: number): Uint32Array {
    const counts = new Uint32Array(Math.max(0, columns));
    const width = (to - from) / columns;
    if (!(width > 0)) return counts;
    let below = this.#below(from, false);
    for (let i = 0; i < columns; i++) {
      const next = this.#below(i === columns - 1 ? to : from + (i + 1) * width, false);
      counts[i] = next - below;
      below = next;
    }
    return counts;
  }

  /** How many times lie below a limit, or at it too. */
  #below(limit: number, inclusive: boolean): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const t = this.#times[middle] ?? Number.POSITIVE_INFINITY;
      if (t < limit || (inclusive && t === limit)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
