import { Ints } from './ints.ts';
import { NONE } from './nodes.ts';

/**
 * Dated entries in lists, linked from new to old, with a second link that jumps far (a skew-binary list, Myers 1983): the
 * entry of any moment is found in O(log n), and a new one costs O(1) and 16 bytes beside its fields.
 */
export class Chains {
  readonly #width: number;
  /** An entry's number is its place here: its tick, the one before, the far one, its depth, then its fields. */
  readonly #cells = new Ints();

  /** `fields`: how many numbers an entry has of its own. */
  constructor(fields: number) {
    this.#width = FIELDS + fields;
  }

  /** A new entry behind `previous` (NONE for the first), its fields zero. Gives its number. */
  add(previous: number, tick: number): number {
    const cells = this.#cells;
    const entry = cells.extend(this.#width);
    let far = entry;
    let depth = 0;
    if (previous !== NONE) {
      depth = cells.at(previous + DEPTH) + 1;
      const jump = cells.at(previous + JUMP);
      const farther = cells.at(jump + JUMP);
      // Two jumps of equal length become one of double length.
      const length = depth - 1 - cells.at(jump + DEPTH);
      far = length === cells.at(jump + DEPTH) - cells.at(farther + DEPTH) ? farther : previous;
    }
    cells.set(entry, tick);
    cells.set(entry + PREVIOUS, previous);
    cells.set(entry + JUMP, far);
    cells.set(entry + DEPTH, depth);
    return entry;
  }

  tick(entry: number): number {
    return this.#cells.at(entry);
  }

  previous(entry: number): number {
    return this.#cells.at(entry + PREVIOUS);
  }

  field(entry: number, field: number): number {
    return this.#cells.at(entry + FIELDS + field);
  }

  setField(entry: number, field: number, value: number): void {
    this.#cells.set(entry + FIELDS + field, value);
  }

  /** Of the list that ends with `last`, the newest entry dated at most `tick`; the oldest where all are later. */
  entryAt(last: number, tick: number): number {
    const cells = this.#cells;
    let entry = last;
    while (cells.at(entry) > tick && cells.at(entry + PREVIOUS) !== NONE) {
      const jump = cells.at(entry + JUMP);
      entry = cells.at(jump) > tick ? jump : cells.at(entry + PREVIOUS);
    }
    return entry;
  }
}

const PREVIOUS = 1;
const JUMP = 2;
const DEPTH = 3;
const FIELDS = 4;
