import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import { parsePointer } from '../../../core/patch/pointer.ts';
import type { Field } from '../../../core/schema/fields.ts';
import { formatWhole } from '../rows/format.ts';
import { escapeToken } from '../rows/pattern.ts';

/** What stands beside a property in the editor: a mark, and the time at which it landed. */
export interface Landing {
  /** Of the property in the schema's text. */
  offset: number;
  state: 'landed' | 'next' | 'pending';
  hint: string | null;
  /** Over the runs of this schema in which it came: how many with the median, and p95; shown where there is room. */
  over: { p50: string; p95: string | null } | null;
}

/** The document at the playhead, and when its nodes came. */
export interface Moment {
  view: DocumentView;
  times: (node: NodeId) => { tOpen: number | null; tLand: number | null };
  /** The number of an event among the operations, for captures without times. */
  opNumber: (event: number) => number;
  /** The pattern of the field that the stream should fill next, where it still runs at this moment. */
  next: string | null;
  /** When a field should come, in milliseconds, where the stream still runs at this moment and runs before it say so. */
  expected?: (pattern: string) => number | null;
  /** Over the runs of this schema, where there are several. */
  over?: (pattern: string) => OverRuns | null;
}

export interface OverRuns {
  /** Runs in which it came. */
  n: number;
  p50: number;
  p95: number;
  /** Whether a run has several nodes of it; `first` and `last` are then the medians of their first and last. */
  many: boolean;
  first: number;
  last: number;
}

/** A schema with more properties than a person reads gets hints for its first ones. */
const AT_MOST = 500;

/**
 * One landing a field, in declared order. A leaf shows when it landed (`249`), a container from when to when
 * (`268 – 599`), a field of many nodes (`/steps/*`) the first and the last of them. Costs O(depth) a field, however
 * long the arrays are. A string that still grows has not landed.
 */
export function landingsOf(fields: readonly Field[], moment: Moment): Landing[] {
  return fields.slice(0, AT_MOST).map(({ pattern, offset }) => {
    const over = overRuns(pattern, moment);
    const [first, last] = nodesOf(moment.view, pattern);
    if (first === undefined || last === undefined || moment.view.growing(last)) {
      const begun = last !== undefined;
      const next = begun || pattern === moment.next;
      const at = moment.expected?.(pattern) ?? null;
      const words = [begun ? 'growing' : next ? 'next' : null, at === null ? null : `≈ ${formatWhole(at)}`];
      const hint = words.filter((word) => word !== null).join(' ');
      return { offset, state: next ? 'next' : 'pending', hint: hint === '' ? null : hint, over };
    }
    return { offset, state: 'landed', hint: hintOf(first, last, moment), over };
  });
}

/** `n 30 · p50 251` and `p95 257`; of a field of many nodes, where the first and the last of them land. */
function overRuns(pattern: string, { over }: Moment): Landing['over'] {
  const found = over?.(pattern) ?? null;
  if (found === null) return null;
  const n = `n ${found.n}`;
  return found.many
    ? { p50: `${n} · p50 ${formatWhole(found.first)} – ${formatWhole(found.last)}`, p95: null }
    : { p50: `${n} · p50 ${formatWhole(found.p50)}`, p95: `p95 ${formatWhole(found.p95)}` };
}

/** The first and the last node of a field; the same one where the pattern has no `*`. */
function nodesOf(view: DocumentView, pattern: string): [NodeId?, NodeId?] {
  const tokens = parsePointer(pattern);
  const root = view.root();
  if (!Array.isArray(tokens) || root === null) return [];
  const first = descend(view, root, tokens, 'first');
  const last = descend(view, root, tokens, 'last');
  return first === null || last === null ? [] : [first, last];
}

function descend(
  view: DocumentView,
  root: NodeId,
  tokens: readonly string[],
  end: 'first' | 'last',
): NodeId | null {
  let node = root;
  let at = view.pointer(root);
  for (const token of tokens) {
    const child = token === '*' ? childAt(view, node, end) : view.find(`${at}/${escapeToken(token)}`);
    if (child === null) return null;
    node = child;
    at = view.pointer(child);
  }
  return node;
}

function childAt(view: DocumentView, node: NodeId, end: 'first' | 'last'): NodeId | null {
  const type = view.type(node);
  if (type !== 'array' && type !== 'object') return null;
  const from = end === 'first' ? 0 : view.childCount(node) - 1;
  return from < 0 ? null : (view.children(node, from, from + 1)[0] ?? null);
}

function hintOf(first: NodeId, last: NodeId, moment: Moment): string {
  const [start] = spanOf(first, moment);
  const [, end] = spanOf(last, moment);
  if (start === null) return `${end ?? ''} –`.trim();
  if (end === null) return `${start} –`;
  return start === end ? start : `${start} – ${end.replace('op ', '')}`;
}

/** From when to when a node came, in words; both the same for a leaf, no end for a container that is still open. */
function spanOf(node: NodeId, { view, times, opNumber }: Moment): [string | null, string | null] {
  const { tOpen, tLand } = times(node);
  const type = view.type(node);
  const container = type === 'object' || type === 'array';
  if (tOpen === null && tLand === null) {
    const born = `op ${formatWhole(opNumber(view.born(node)))}`;
    return [born, container ? `op ${formatWhole(opNumber(view.lastInside(node)))}` : born];
  }
  const land = tLand === null ? null : formatWhole(tLand);
  return container ? [tOpen === null ? null : formatWhole(tOpen), land] : [land, land];
}
