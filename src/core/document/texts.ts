import { leafSource, locateValue } from '../json/locate-value.ts';
import type { Clock } from './clock.ts';
import { Ints } from './ints.ts';

/** Offset of a leaf that is the whole value of its operation: where it begins is found when it is asked for. */
export const OWN_VALUE = -1;

/**
 * The source text of leaves. None is kept: a leaf knows its text (the tick of its operation, or below zero a text kept
 * here because the operation's could not be had) and its offset in it.
 */
export class Texts {
  readonly #clock: Clock;
  readonly #textOf: (event: number) => string;
  readonly #kept: string[] = [];
  /** Pieces of strings that grow: the piece before, or -1, and the place of the piece's own text. */
  readonly #before = new Ints();
  readonly #at = new Ints();
  readonly #ref = new Ints();
  #joinedPiece = -1;
  #joined = '';

  constructor(clock: Clock, textOf: (event: number) => string) {
    this.#clock = clock;
    this.#textOf = textOf;
  }

  /** Keeps a text, and gives the reference to it. */
  keep(text: string): number {
    return -this.#kept.push(text);
  }

  /** Forgets the text that was kept last. */
  dropLast(): void {
    this.#kept.pop();
  }

  read(ref: number): string {
    return ref < 0 ? (this.#kept[-1 - ref] ?? '') : this.#textOf(this.#clock.eventOf(ref));
  }

  source(at: number, ref: number): string {
    const text = this.read(ref);
    return leafSource(text, at === OWN_VALUE ? locateValue(text) : at);
  }

  /** A piece behind `before` (-1 for the first). Gives its number. */
  addPiece(before: number, at: number, ref: number): number {
    this.#before.push(before);
    this.#at.push(at);
    this.#ref.push(ref);
    return this.#before.length - 1;
  }

  /**
   * The source of a string that grew, up to and including a piece: what stands between its quotes, put together. The
   * last answer is kept, since a string that is followed while it grows is asked for after every piece.
   */
  grown(piece: number): string {
    const pieces: string[] = [];
    let p = piece;
    for (; p >= 0 && p !== this.#joinedPiece; p = this.#before.at(p)) {
      pieces.push(this.source(this.#at.at(p), this.#ref.at(p)).slice(1, -1));
    }
    if (p >= 0) pieces.push(this.#joined);
    this.#joined = pieces.toReversed().join('');
    this.#joinedPiece = piece;
    return `"${this.#joined}"`;
  }
}
