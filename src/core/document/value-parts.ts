import type { ScanSink } from '../json/scan-json.ts';
import { grown } from './ints.ts';

/**
 * Where the parts of a container are in its text, in the order of the text: scanned once, when the value is checked, and
 * laid down from here. A member is its key's place, the index behind the key, and its value's place; an item its place;
 * what is in a container follows its place, up to a `CLOSE`.
 *
 * Made once and filled again and again: where none of its instances lives through a collection, the engine drops the
 * code that was compiled for it, and with it all that it was inlined into.
 */
export class ValueParts implements ScanSink {
  places = new Int32Array(START);
  length = 0;
  /** Levels of nesting, the container itself included. */
  height = 0;
  #level = 0;

  clear(): void {
    this.length = 0;
    this.height = 0;
    this.#level = 0;
    if (this.places.length > MOST_KEPT) this.places = new Int32Array(START);
  }

  open(_type: 'object' | 'array', at: number): void {
    this.#level += 1;
    if (this.#level > 1) this.#add(at);
    if (this.#level > this.height) this.height = this.#level;
  }

  key(at: number, end: number): void {
    this.#add(at);
    this.#add(end);
  }

  leaf(_type: 'string' | 'number' | 'boolean' | 'null', at: number): void {
    this.#add(at);
  }

  close(): void {
    this.#level -= 1;
    if (this.#level > 0) this.#add(CLOSE);
  }

  #add(place: number): void {
    const i = this.length++;
    if (i === this.places.length) this.places = grown(this.places, i * 2);
    this.places[i] = place;
  }
}

export const CLOSE = -1;
const START = 256;
/** What one large value took is not kept for the next. */
const MOST_KEPT = 65_536;
