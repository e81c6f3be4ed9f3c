import type { Ending } from '../run/verdict.ts';
import type { StreamEvent } from '../run/event.ts';
import type { CaptureHeader } from './header.ts';

/** The response's head. `t` as in an event's stamp; `phases` in milliseconds, as far as they were measured. */
export interface HeadRecord {
  kind: 'head';
  t: number | null;
  status: number;
  headers: { [name: string]: string };
  phases: { [phase: string]: number };
}

/** How the run ended. A capture without one has lost its tail. */
export interface EndRecord {
  kind: 'end';
  t: number | null;
  reason: Ending;
  ops?: number;
  bytes?: number;
  usage?: unknown;
  finish_reason?: string;
  /** What the connection or the server said, where it ended badly. */
  message?: string;
  refusal?: { status: number; body: string };
}

/** What one line of a capture says. */
export type CaptureRecord =
  | { kind: 'header'; header: CaptureHeader }
  | HeadRecord
  | EndRecord
  | StreamEvent
  /** A blank line, or a `$` kind that this version does not know. */
  | { kind: 'ignored' }
  /** The header of a later major version: nothing after it may be read. */
  | { kind: 'refused'; message: string };
