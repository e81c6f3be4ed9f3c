import type { DocumentView, NodeId } from '../../../core/document/history.ts';

type Reading = Pick<DocumentView, 'children' | 'childCount' | 'born'>;

/**
 * When each item of a long array was first seen, carried on as the array grows: a folded row draws how many arrived
 * in each column of pixels, whatever their number. 8 bytes an item.
 */
export class ItemTimes {
  #nodes: NodeId[] = [];
  #times: number[] = [];
  #ascending = true;

  get count(): number {
    return this.#times.length;
  }

  get first(): number {
    return this.#ascending ? (this.#times[0] ?? 0) : this.#times.reduce((a, b) => Math.min(a, b), Infinity);
  }

  get last(): number {
    return this.#ascending ? (this.#times.at(-1) ?? 0) : this.#times.reduce((a, b) => Math.max(a, b), 0);
  }

  /** O(new items); O(all) once, after an insertion or removal before the end. */
  update(view: Reading, array: NodeId, at: (event: number) => number): void {
    const count = view.childCount(array);
    const known = this.#nodes.length;
    const last = this.#nodes[known - 1];
    if (known > count || (known > 0 && view.children(array, known - 1, known)[0] !== last)) this.#clear();
    const from = this.#nodes.length;
    if (from === count) return;
    for (const node of view.children(array, from, count)) {
      const time = at(view.born(node));
      if (time < (this.#times.at(-1) ?? Number.NEGATIVE_INFINITY)) this.#ascending = false;
      this.#nodes.push(node);
      this.#times.push(time);
    }
  }

  #clear(): void {
    this.#nodes = [];
    this.#times = [];
    this.#ascending = true;
  }

  /** The item that was newest at a time, or null before the first. */
  itemAt(time: number): NodeId | null {
    let best = -1;
    if (this.#ascending) best = this.#below(time, true) - 1;
    else {
      this.#times.forEach((t, i) => {
        if (t <= time && (best < 0 || t >= (this.#times[best] ?? 0))) best = i;
      });
    }
    return this.#nodes[best] ?? null;
  }

  /**
   * How many items fall into each of `columns` equal parts of `from` to `to`, the end excluded. Every item in the
   * range is in exactly one. O(columns × log items) while arrivals ascend, as they do in a stream.
   */
  histogram(from: number, to: number, columns: number): Uint32Array {
    const counts = new Uint32Array(Math.max(0, columns));
    const width = (to - from) / columns;
    if (!(width > 0)) return counts;
    if (this.#ascending) {
      let below = this.#below(from, false);
      for (let i = 0; i < columns; i++) {
        const next = this.#below(i === columns - 1 ? to : from + (i + 1) * width, false);
        counts[i] = next - below;
        below = next;
      }
      return counts;
    }
    for (const t of this.#times) {
      if (t < from || t >= to) continue;
      const i = Math.min(columns - 1, Math.floor((t - from) / width));
      counts[i] = (counts[i] ?? 0) + 1;
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
