import { locateOperations, locateValue } from '../json/locate-value.ts';
import type { Operation, PatchError } from '../patch/operation.ts';
import { Clock } from './clock.ts';
import { Cursor } from './cursor.ts';
import { Editor, NOT_FOUND } from './editor.ts';
import { Moment } from './moment.ts';
import { OWN_VALUE, Texts } from './texts.ts';
import { Tree } from './tree.ts';
import type { ValueSource } from './value-source.ts';
import type { DocumentView } from './view.ts';

export type { DocumentView, NodeId, NodeType } from './view.ts';

/**
 * The document of a run at every moment. Operations are folded in as they arrive; none of the earlier documents is
 * copied, and each can be read at any time.
 *
 * Invariants:
 * 1. The document at event k equals folding the operations of events 0 to k alone, whatever came later.
 * 2. An operation that cannot be applied changes nothing, at no moment, and its error says why.
 * 3. A batch applies whole or not at all (RFC 6902 §5).
 * 4. Keys keep their order of arrival, whatever they are called; a replaced value keeps its place, and a key that was
 *    removed and added again stands at the end.
 * 5. A leaf's source is the text that was received, to the character.
 * 6. `copy` and `move` cost the same for a leaf and for a document, and neither side shows later changes of the other.
 *
 * `fold` costs O(difference of the path to the last one's) and about 39 bytes a node; see `bench/`.
 */
export class DocumentHistory {
  readonly #tree = new Tree();
  readonly #clock = new Clock();
  readonly #cursor = new Cursor(this.#tree, this.#clock);
  readonly #texts: Texts;
  readonly #editor: Editor;
  readonly #received = { event: 0, text: '', at: OWN_VALUE };

  /** `textOf` gives for an event the text that `fold` got with it. It is asked when a leaf's source is. */
  constructor(textOf: (event: number) => string) {
    this.#texts = new Texts(this.#clock, textOf);
    this.#editor = new Editor(this.#tree, this.#clock, this.#cursor, this.#texts);
  }

  /**
   * Applies an operation that arrived as `event` (ascending) in `text`, the JSON that `op` was parsed from. The text may
   * hold further members, or hold the operation as its member `op`. Null where it was applied.
   */
  fold(event: number, op: Operation, text: string): PatchError | null {
    const received = this.#received;
    received.event = event;
    received.text = text;
    received.at = OWN_VALUE;
    return this.#editor.apply(op, received);
  }

  /**
   * As `fold` of an `add`, a `replace` or the `test` of a leaf, for a reader that has not made its value. The event's text
   * is `text` from `start` on.
   */
  put(
    event: number,
    op: 'add' | 'replace' | 'test',
    path: string,
    value: ValueSource,
    text: string,
    start: number,
  ): PatchError | null {
    return this.#editor.put(op, path, value, event, text, start);
  }

  /** Applies operations that arrived together, all or none. `text` is their array, or an object with it as a member. */
  foldAll(event: number, ops: Operation[], text: string): PatchError | null {
    const places = locateOperations(text, ops.length);
    this.#cursor.reset();
    const restoreClock = this.#clock.mark();
    const mark = this.#tree.mark();
    let error: PatchError | null = null;
    for (const [i, op] of ops.entries()) {
      const place = places?.[i];
      const at = place === undefined || !('value' in op) ? NOT_FOUND : locateValue(text, place);
      error = this.#editor.apply(op, { event, text, at });
      if (error === null) continue;
      this.#tree.rollBack(mark);
      restoreClock();
      this.#cursor.forget();
      error = { kind: error.kind, message: `operation ${i + 1} of ${ops.length}: ${error.message}` };
      break;
    }
    this.#tree.journal = null;
    return error;
  }

  /**
   * A string at `path` that has not landed has grown; `event`'s text has the piece as its member `value`. The operation
   * that follows at the same path lands it. O(1), and about 45 bytes a piece beside its text.
   */
  grow(event: number, path: string): PatchError | null {
    return this.#editor.grow(path, event);
  }

  /** The closing bracket of the container at `path` has arrived. */
  close(event: number, path: string): PatchError | null {
    return this.#editor.close(path, event);
  }

  /** The document after events 0 to `event`; -1 is before anything. O(log n). */
  at(event: number): DocumentView {
    return new Moment(this.#tree, this.#clock, this.#cursor, this.#texts, this.#clock.tickAt(event));
  }
}
