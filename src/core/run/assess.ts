import { endingReason } from './ending-reason.ts';
import type { RunRecord } from './record.ts';
import { type DocumentState, type Ending, ENDINGS, headline, type Verdict } from './verdict.ts';

/** What a document is against a schema, both as text. Given in, because validators compile code and live in main. */
export type DocumentCheck = (json: string, schema: string) => CheckedDocument;

export interface CheckedDocument {
  state: DocumentState;
  /** The first problem, in the order of the document. */
  problem?: { pointer: string; message: string };
}

/** The verdict of a run that has ended. `schema`: what to check against, by default the capture's own. */
export function assess(
  record: RunRecord,
  check: DocumentCheck,
  schema: string | undefined = record.header?.schema,
): Verdict {
  const signs = signsOf(record);
  const ended = ENDINGS.find((ending) => signs.endings.has(ending)) ?? 'unknown';
  const checked = checkedDocument(record, check, schema);
  const message =
    ended === 'error in stream' ? (signs.serverError ?? record.end?.message) : record.end?.message;
  const verdict: Verdict = {
    headline: headline(ended, checked.state),
    ended,
    document: checked.state,
    reason: endingReason({ ended, ...checked, message, refusal: record.end?.refusal, errors: record.errors }),
    ops: record.ops,
    durationMs: record.end?.t ?? lastTime(record),
    errors: record.errors,
  };
  if (checked.problem !== undefined) verdict.problem = checked.problem;
  if (record.end?.refusal !== undefined) verdict.refusal = record.end.refusal;
  return verdict;
}

interface Signs {
  /** All that hold; the order of `ENDINGS` says which counts. */
  endings: Set<Ending>;
  serverError: string | null;
}

function signsOf(record: RunRecord): Signs {
  const endings = new Set<Ending>();
  let serverError: string | null = null;
  if (record.end !== null) endings.add(record.end.reason);
  // A capture always ends with its end; a bare file of operations has none to lose.
  else if (record.header !== null) endings.add('torn');
  if (record.torn) endings.add('torn');
  if (record.end?.finish_reason === 'length') endings.add('length');
  const { log } = record;
  for (let i = 0; i < log.length; i += 1) {
    const kind = log.kind(i);
    if (kind !== 'err' && kind !== 'mark') continue;
    const event = log.event(i);
    if (event.kind === 'mark' && event.name === 'done') endings.add('done');
    if (event.kind !== 'err') continue;
    endings.add(event.source === 'in-band' ? 'error in stream' : 'cut');
    if (event.source === 'in-band') serverError ??= event.message;
  }
  return { endings, serverError };
}

function checkedDocument(
  record: RunRecord,
  check: DocumentCheck,
  schema: string | undefined,
): CheckedDocument {
  const view = record.history.at(record.log.length - 1);
  if (view.root() === null) return { state: 'not a document' };
  return schema === undefined ? { state: 'unchecked' } : check(view.json(), schema);
}

/** The last time in the run: where there is no end, it lasted at least until then. */
function lastTime({ log }: RunRecord): number | null {
  for (let i = log.length - 1; i >= 0; i -= 1) {
    const t = log.t(i);
    if (t !== null) return t;
  }
  return null;
}
