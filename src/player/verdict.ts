import { assess } from '../core/run/assess.ts';
import type { RunRecord } from '../core/run/record.ts';
import type { Verdict } from '../core/run/verdict.ts';
import { counted } from '../renderer/features/rows/format.ts';
import { readableBody } from '../renderer/features/transport/readable-body.ts';
import { type Tone, toneOf } from '../renderer/features/transport/verdict-words.ts';
import { el } from './dom.ts';

/** How the run ended, as far as this page can tell. */
export interface Judgement {
  /** `complete`, `refused · HTTP 429`. */
  readonly headline: string;
  readonly tone: Tone;
  /** One sentence about an ending that is not as it should be; null for one that is. */
  readonly reason: string | null;
  /** What a server answered in place of a stream. */
  readonly answer: string | null;
}

/**
 * Judged without the schema: what checks it compiles code, which the page's policy forbids, so no document that has one
 * is called valid here. `part`: how much of the run was read, where that is not all.
 */
export async function judge(record: RunRecord, part: string | null): Promise<Judgement> {
  if (part !== null) {
    return { headline: 'not read to its end', tone: 'warn', reason: `${sentence(part)}.`, answer: null };
  }
  if (record.refused !== null) {
    return { headline: 'not readable', tone: 'bad', reason: record.refused, answer: null };
  }
  const verdict = await assess(record, null);
  const tone = toneOf(verdict);
  return {
    headline: headlineOf(verdict, record),
    tone,
    reason: tone === 'good' ? null : reasonOf(verdict),
    answer: verdict.refusal === undefined ? null : readableBody(verdict.refusal.body).text,
  };
}

function headlineOf({ headline, ended, refusal }: Verdict, record: RunRecord): string {
  if (ended === 'refused' && refusal !== undefined) return `${headline} · HTTP ${refusal.status}`;
  return headline === 'complete' && record.header?.schema !== undefined
    ? 'ended · schema not checked'
    : headline;
}

function reasonOf({ headline, reason, errors }: Verdict): string {
  return headline === 'complete' ? `${counted(errors, 'event')} could not be read or applied.` : reason;
}

/** The ending's word, with the colour of how good it is. */
export function verdictMark({ headline, tone }: Judgement): HTMLElement {
  return el(
    'span',
    { class: 'verdict' },
    el('span', { class: 'dot', 'data-tone': tone, 'aria-hidden': 'true' }),
    headline,
  );
}

/** Why, where that needs a sentence. */
export function verdictReason({ reason, tone }: Judgement): HTMLElement | null {
  if (reason === null) return null;
  return el('section', { class: 'reason', 'data-tone': tone, 'aria-label': 'Verdict' }, el('p', {}, reason));
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
