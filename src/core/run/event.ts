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
 * One thing that arrived, as the protocol decoders tell it. `text` is always the JSON or text as it was received, so
 * that spelling of numbers, order of keys and escapes are never lost.
 */
export type EventBody =
  /** One operation. `error` is set where the object is malformed as an operation; it is then not applied. */
  | { kind: 'op'; text: string; op: Operation }
  /** Several operations that apply all or none (RFC 6902 §5). */
  | { kind: 'ops'; text: string; ops: Operation[] }
  /** Something that could not be read: no JSON, no UTF-8, an object that is no operation. Never applied. */
  | { kind: 'bad'; raw: string | Uint8Array; error: PatchError | { kind: 'syntax' | 'encoding'; message: string } }
  /** Keep-alive; never progress. */
  | { kind: 'beat'; text: string }
  | { kind: 'usage'; data: unknown }
  | { kind: 'reason'; text: string }
  /** An error that the server sent inside the stream, or that the connection met. */
  | { kind: 'err'; source: 'in-band' | 'connection'; message: string; data: unknown }
  /** What a gate decided in the run (see the field-order lab). */
  | { kind: 'gate'; name: string; path: string; decision: string }
  /** A named moment, `done` being the end marker of the protocol. */
  | { kind: 'mark'; name: string }
  /** An event that the protocol does not know: kept and shown, changes nothing. */
  | { kind: 'unknown'; name: string; text: string };

export type StreamEvent = Stamp & EventBody;
export type EventKind = EventBody['kind'];
