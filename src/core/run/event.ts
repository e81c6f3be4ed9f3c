import type { Operation, PatchError } from '../patch/operation.ts';

/**
 * When something arrived. Both are null where the source does not say (a bare file of operations).
 *
 * `t`: milliseconds since the moment that the run's `t0` names, on one monotonic clock, three decimals kept.
 * `c`: the number of the socket read that completed the event, from 1; equal numbers mean the same instant.
 */
export interface Stamp {
  t: number | null;
  c: number | null;
}

/**
 * Which document of the run something belongs to: the id of a `document` event. Missing for the main document, which is
 * the first that begins.
 */
export interface OfDocument {
  doc?: string;
}

/**
 * One thing that arrived, as the protocol decoders tell it. `text` is always the JSON or text as it was received, so
 * that spelling of numbers, order of keys and escapes are never lost. Where the protocol sends the text of a document,
 * an operation's `text` is the operation that the text came to, with its value as it was spelled.
 */
export type EventBody = OfDocument &
  /** One operation. `error` is set where the object is malformed as an operation; it is then not applied. */
  (
    | { kind: 'op'; text: string; op: Operation }
    /** Several operations that apply all or none (RFC 6902 §5). */
    | { kind: 'ops'; text: string; ops: Operation[] }
    /**
     * A document begins. `name` is what the protocol calls it (the function of a tool call), null where it has no name.
     * `asText`: it comes as text, so that its closing brackets are told. It stands before the document's first operation;
     * protocols whose only document comes as operations have none.
     */
    | { kind: 'document'; name: string | null; asText: boolean }
    /** A string that has not landed has grown: decoded text, for display. The `op` that lands it has all of it. */
    | { kind: 'grow'; path: string; text: string }
    /** The closing bracket of the container at `path` has arrived; with '', the document is complete. */
    | { kind: 'close'; path: string }
    /** Something about the text that changes no document; never a fault of the stream by itself. */
    | { kind: 'note'; what: NoteKind; path: string; message: string }
    /** Why the model stopped, in the protocol's own word. See `finish.ts` for what the words mean. */
    | { kind: 'finish'; reason: string }
    /** Something that could not be read: no JSON, no UTF-8, an object that is no operation. Never applied. */
    | {
        kind: 'bad';
        raw: string | Uint8Array;
        error: PatchError | { kind: 'syntax' | 'encoding'; message: string };
      }
    /** Keep-alive; never progress. */
    | { kind: 'beat'; text: string }
    | { kind: 'usage'; data: unknown }
    | { kind: 'reason'; text: string }
    /** An error that the server sent inside the stream, or that the connection met. */
    | { kind: 'err'; source: 'in-band' | 'connection'; message: string; data: unknown }
    /** What a gate decided in the run (see the field-order lab). */
    | { kind: 'gate'; name: string; path: string; decision: string }
    /** A named moment, `done` being the end marker of the protocol. `data`: what the server says of it, if anything. */
    | { kind: 'mark'; name: string; data?: unknown }
    /** An event that the protocol does not know: kept and shown, changes nothing. */
    | { kind: 'unknown'; name: string; text: string }
  );

/**
 * What a note can be about: what `TextProblem` says of a text that is read all the same, and `refusal`, the model's own
 * words for why it will not answer.
 */
export const NOTES = [
  'truncated',
  'no document',
  'duplicate key',
  'lone surrogate',
  'prose',
  'fence',
  'another document',
  'refusal',
] as const;
export type NoteKind = (typeof NOTES)[number];

export type StreamEvent = Stamp & EventBody;
export type EventKind = EventBody['kind'];
