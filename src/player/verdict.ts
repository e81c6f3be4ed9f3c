import { assess } from '../core/run/assess.ts';
import type { RunRecord } from '../core/run/record.ts';
import { DOCUMENT_STATES, type DocumentState, headline, type Verdict } from '../core/run/verdict.ts';
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

/** What the page was told about its document; null where it was told nothing, or nothing that is known here. */
export function toldState(): DocumentState | null {
  const told = document.body.dataset['document'];
  return DOCUMENT_STATES.find((state) => state === told) ?? null;
}

/**
 * Judged without the schema: what checks it compiles code, which the page's policy forbids. What a check would find is
 * what one found when the page was exported (`told`), and is said to be that. `part`: how much of the run was read, where
 * that is not all.
 */
export async function judge(
  record: RunRecord,
  told: DocumentState | null,
  part: string | null,
): Promise<Judgement> {
  if (part !== null) {
    return { headline: 'not read to its end', tone: 'warn', reason: `${sentence(part)}.`, answer: null };
  }
  if (record.refused !== null) {
    return { headline: 'not readable', tone: 'bad', reason: record.refused, answer: null };
  }
  const verdict = withTold(await assess(record, null), record, told);
  const tone = toneOf(verdict);
  return {
    headline: headlineOf(verdict, record),
    tone,
    reason: tone === 'good' ? null : reasonOf(verdict),
    answer: verdict.refusal === undefined ? null : readableBody(verdict.refusal.body).text,
  };
}

/** As what was found at export, in sentences: `Landfall found that the document …`. */
const FOUND: { readonly [state in DocumentState]?: string } = {
  valid: 'satisfies its schema',
  'violates the schema': 'violates its schema',
  'missing required fields': 'lacks fields that its schema requires',
};

/** `assess` would take a check as well, but spells the whole document out for it. */
function withTold(verdict: Verdict, { header }: RunRecord, told: DocumentState | null): Verdict {
  if (told === null || verdict.document !== 'unchecked' || header?.schema === undefined) return verdict;
  return { ...verdict, document: told, headline: headline(verdict.ended, told) };
}

function headlineOf({ headline, ended, document, refusal }: Verdict, { header }: RunRecord): string {
  if (ended === 'refused' && refusal !== undefined) return `${headline} · HTTP ${refusal.status}`;
  if (FOUND[document] !== undefined) return `${headline} · ${document} at export`;
  return headline === 'complete' && header?.schema !== undefined ? 'ended · schema not checked' : headline;
}

function reasonOf({ headline, ended, document, reason, errors }: Verdict): string {
  const unread = errors === 0 ? '' : `${counted(errors, 'event')} could not be read or applied.`;
  if (headline === 'complete') return unread;
  const found = FOUND[document];
  // Of an ending that is none of the document's doing, the reason says what it was.
  if (found === undefined || (ended !== 'done' && ended !== 'eof')) return reason;
  return `When this page was exported, Landfall found that the document ${found}. ${unread}`.trim();
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
