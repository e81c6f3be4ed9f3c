/** How a run ended, in the order of precedence: where several hold, the first of this list wins. */
export const ENDINGS = [
  'refused',
  'error in stream',
  'cut',
  'timed out',
  'stopped',
  'torn',
  'length',
  'done',
  'eof',
  'unknown',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** What the document is once the run has ended. */
export const DOCUMENT_STATES = [
  'valid',
  'violates the schema',
  'missing required fields',
  'not a document',
  'unchecked',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

export interface Verdict {
  /** `complete`, `incomplete`, or else how it ended. */
  headline: string;
  ended: Ending;
  document: DocumentState;
  /** One sentence that a person can act on. */
  reason: string;
  ops: number;
  /** Milliseconds from `t0` to the end; null where the run has no times. */
  durationMs: number | null;
  /** The first problem of the document, where it has one. */
  problem?: { pointer: string; message: string };
  /** Status and body of a refused request; the body is cut at 64 KiB. */
  refusal?: { status: number; body: string };
  /** Operations that were malformed or could not be applied. */
  errors: number;
}

/** The headline word of `wire-formats` §6. */
export function headline(ended: Ending, document: DocumentState): string {
  const clean = document === 'valid' || document === 'unchecked';
  if ((ended === 'done' || ended === 'eof') && clean) return 'complete';
  if (ended === 'done' || ended === 'eof' || ended === 'length') return clean ? ended : 'incomplete';
  return ended;
}
