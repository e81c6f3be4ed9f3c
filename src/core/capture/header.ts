import type { Draft } from '../run/draft.ts';

/** The first line of a patchcap v1 file (`docs/capture-format.md`). Every member but `$` and `v` may be missing. */
export interface CaptureHeader {
  $: 'patchcap';
  v: number;
  id?: string;
  app?: string;
  /** Wall time of the request, RFC 3339. The only wall time in the file. */
  wall?: string;
  clock?: string;
  t0?: 'request-sent' | 'first-line' | 'unknown';
  source?: { framing?: Framing; protocol?: string };
  request?: { method?: string; url?: string; accept?: string; body?: string };
  /** The schema as written. */
  schema?: string;
  draft?: Partial<Omit<Draft, 'schema'>>;
  connection?: { name?: string; kind?: string; model?: string };
  redacted?: string[];
  label?: string;
  tags?: string[];
  /** What a person wrote about the run. */
  notes?: string;
  /** The race that the run was a lane of: it ran at the same time as the other lanes. */
  race?: Race;
  /** True where the times were made by the Simulator's pace rather than by a model. */
  simulated?: boolean;
  /** True where the times were invented on request; no statistic uses them. */
  synthetic?: boolean;
}

export interface Race {
  /** The same in all lanes. */
  id: string;
  /** From 0, in the order in which they were started. */
  lane: number;
  /** What sets the lane apart from the others: `reply first`. */
  name: string;
}

/** How a body is cut: lines, Server-Sent Events, the elements of one JSON array, or not at all. */
export const FRAMINGS = ['ndjson', 'sse', 'json-array', 'text'] as const;
export type Framing = (typeof FRAMINGS)[number];
