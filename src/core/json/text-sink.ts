/** What `TextToOps` tells, in the order in which the text says it. Each `at` is good only until the method returns. */
export interface TextSink {
  /** A container has opened: its seed. Called before anything inside it. */
  open(type: 'object' | 'array', at: TextPlace): void;
  /**
   * A string is still growing. `piece` is decoded text, never half of a surrogate pair, and may be empty in the first
   * call. The pieces joined are the start of the value that `leaf` will tell; a string that arrives within one push
   * does not grow.
   */
  grow(piece: string, at: TextPlace): void;
  /** A leaf is complete. `source` is its JSON as received: quotes, escapes and the spelling of numbers are kept. */
  leaf(value: string | number | boolean | null, source: string, at: TextPlace): void;
  /** The closing bracket of a container has arrived. */
  close(at: TextPlace): void;
  problem(problem: TextProblem): void;
}

/** Where the text is. Computed only when it is asked for, since not every sink wants every pointer. */
export interface TextPlace {
  /** RFC 6901, beginning with the pointer that the parser was given for its root. */
  readonly pointer: string;
  /** The key, the index, or null for the root of a document. */
  readonly name: string | number | null;
  /** Number of containers around it. */
  readonly depth: number;
  /** Number of the document in its text, from 0. */
  readonly document: number;
  /** UTF-16 units of text read so far, the token's own last character included. */
  readonly offset: number;
}

/**
 * What is wrong or unusual, and what became of it:
 *
 * - `syntax`, `depth`, `limit`: the document stays open with what was complete; nothing more of the text is read. How
 *   much of a token over the limit was told by `grow` depends on the cut.
 * - `truncated`: the text ended inside a document. It stays open with what was complete.
 * - `no document`: the text ended and there was none.
 * - `duplicate key`: the later value replaces the earlier, as with `JSON.parse`.
 * - `lone surrogate`: half of a surrogate pair (RFC 8259 §8.2), kept as it is.
 * - `prose`: text outside documents, told once for each stretch of it; skipped.
 * - `fence`: a Markdown code fence opens.
 * - `another document`: a further document begins; its root replaces the one before.
 */
export interface TextProblem {
  kind:
    | 'syntax'
    | 'depth'
    | 'limit'
    | 'truncated'
    | 'no document'
    | 'duplicate key'
    | 'lone surrogate'
    | 'prose'
    | 'fence'
    | 'another document';
  message: string;
  pointer: string;
  /** The document that it concerns; for `prose` and `fence` the number of documents before. */
  document: number;
  /** UTF-16 units from the start of the text. */
  offset: number;
}
