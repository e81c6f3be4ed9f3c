import type { DocumentView, NodeId } from '../document/history.ts';
import { endingReason } from './ending-reason.ts';
import { finishMeaning } from './finish.ts';
import type { RunRecord } from './record.ts';
import { type DocumentState, type Ending, ENDINGS, headline, type Verdict } from './verdict.ts';

/** What a document is against a schema, both as text. Given in, because validators compile code and live in main. */
export type DocumentCheck = (json: string, schema: string) => CheckedDocument | Promise<CheckedDocument>;

export interface CheckedDocument {
  state: DocumentState;
  /** The first problem, in the order of the document. */
  problem?: { pointer: string; message: string };
}

/**
 * The verdict of a run that has ended. `check`: null where there is none, which leaves the document unchecked.
 * `schema`: what to check against, by default the capture's own.
 */
export async function assess(
  record: RunRecord,
  check: DocumentCheck | null,
  schema: string | undefined = record.header?.schema,
): Promise<Verdict> {
  const signs = signsOf(record);
  const ended = ENDINGS.find((ending) => signs.endings.has(ending)) ?? 'unknown';
  const checked = await checkedDocument(record, check, schema);
  const verdict: Verdict = {
    headline: headline(ended, checked.state),
    ended,
    document: checked.state,
    reason: endingReason({
      ended,
      ...checked,
      message: record.end?.message,
      serverError: signs.serverError,
      refusal: record.end?.refusal,
      declined: signs.refusal,
      errors: record.errors,
    }),
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
  /** Why the model would not answer: its own words, or the protocol's for a filter. */
  refusal: string | null;
}

function signsOf(record: RunRecord): Signs {
  const endings = new Set<Ending>();
  let serverError: string | null = null;
  let refusal: string | null = null;
  if (record.end !== null) endings.add(record.end.reason);
  // A capture always ends with its end; a bare file of operations has none to lose.
  else if (record.header !== null) endings.add('torn');
  if (record.torn) endings.add('torn');
  if (isLength(record.end?.finish_reason)) endings.add('length');
  const { log } = record;
  for (let i = 0; i < log.length; i += 1) {
    const kind = log.kind(i);
    if (kind !== 'err' && kind !== 'mark' && kind !== 'finish' && kind !== 'note') continue;
    const event = log.event(i);
    if (event.kind === 'mark' && event.name === 'done') endings.add('done');
    if (event.kind === 'finish' && isLength(event.reason)) endings.add('length');
    if (event.kind === 'finish' && finishMeaning(event.reason) === 'filtered') refusal ??= event.reason;
    if (event.kind === 'note' && event.what === 'refusal') refusal = event.message;
    if (event.kind !== 'err') continue;
    endings.add(event.source === 'in-band' ? 'error in stream' : 'cut');
    if (event.source === 'in-band') serverError ??= event.message;
  }
  return { endings, serverError, refusal };
}

function isLength(reason: string | undefined): boolean {
  return reason !== undefined && finishMeaning(reason) === 'length';
}

async function checkedDocument(
  record: RunRecord,
  check: DocumentCheck | null,
  schema: string | undefined,
): Promise<CheckedDocument> {
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  if (root === null) return { state: 'not a document' };
  const open = record.documents[0]?.text === true ? openPlace(view, root) : null;
  if (open !== null) {
    const checked = check === null || schema === undefined ? null : await check(view.json(), schema);
    if (checked?.problem !== undefined) return checked;
    return { state: 'not a document', problem: { pointer: open, message: 'its text ends inside it' } };
  }
  return check === null || schema === undefined ? { state: 'unchecked' } : check(view.json(), schema);
}

/** Where the text of a document broke off: the innermost place that has not landed. Null where it is complete. */
function openPlace(view: DocumentView, root: NodeId): string | null {
  let open: NodeId | null = null;
  for (let node: NodeId | null = root; node !== null;) {
    const isLeaf = view.type(node) !== 'object' && view.type(node) !== 'array';
    if (isLeaf ? !view.growing(node) : view.closed(node) !== null) break;
    open = node;
    const last: number = view.childCount(node);
    node = last === 0 ? null : (view.children(node, last - 1, last)[0] ?? null);
  }
  return open === null ? null : view.pointer(open);
}

/** The last time in the run: where there is no end, it lasted at least until then. */
function lastTime({ log }: RunRecord): number | null {
  for (let i = log.length - 1; i >= 0; i -= 1) {
    const t = log.t(i);
    if (t !== null) return t;
  }
  return null;
}
