import type { DocumentView, NodeId } from '../../core/document/view.ts';
import { parsePointer } from '../../core/patch/pointer.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { outOfDeclaredOrder } from '../../core/schema/declared-order.ts';
import { declaredChildren } from '../../core/schema/ghosts.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { nodeTimes } from '../../core/timing/arrivals.ts';
import { UsageError } from './io.ts';
import { verdictLine } from './verdict-line.ts';

export interface Finding {
  /** From 1. */
  run: number;
  /** As a person asked for it. */
  assertion: string;
  ok: boolean;
  /** What was found, in a few words. */
  detail: string;
}

type Found = Omit<Finding, 'run'>;

export interface Limit {
  tokens: readonly string[];
  pointer: string;
  ms: number;
}

/** `/intent:300`. The number stands behind the last colon, since keys may hold some. */
export function parseLimit(text: string): Limit {
  const colon = text.lastIndexOf(':');
  const pointer = text.slice(0, Math.max(0, colon));
  const given = text.slice(colon + 1);
  const tokens = parsePointer(pointer);
  const ms = Number(given);
  if (colon < 0 || given.trim() === '' || !Number.isFinite(ms) || !Array.isArray(tokens)) {
    throw new UsageError(`--within must be a pointer and milliseconds, as in "/intent:300", not "${text}"`);
  }
  return { tokens, pointer, ms };
}

/** Whether all nodes at a place had landed by a time. */
export function within(record: RunRecord, { tokens, pointer, ms }: Limit): Found {
  const found = { assertion: `--within ${pointer}:${ms}`, ok: false };
  if (!record.log.timed) return { ...found, detail: 'the run has no times' };
  // What was made up proves nothing.
  if (record.header?.synthetic === true) return { ...found, detail: 'the times are synthetic' };
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  const nodes = root === null ? [] : nodesAt(view, [root], tokens);
  if (nodes.length === 0) return { ...found, detail: 'never arrived' };
  let latest = -Infinity;
  for (const node of nodes) {
    const { tLand } = nodeTimes(record, view, node);
    if (tLand === null) return { ...found, detail: `${view.pointer(node) || 'the root'} never landed` };
    latest = Math.max(latest, tLand);
  }
  const which = nodes.length === 1 ? 'landed' : `${nodes.length} nodes, the last landed`;
  return { ...found, ok: latest <= ms, detail: `${which} at ${latest.toFixed(1)} ms` };
}

function nodesAt(view: DocumentView, from: readonly NodeId[], tokens: readonly string[]): NodeId[] {
  let nodes = [...from];
  for (const token of tokens) {
    nodes = nodes.flatMap((node) =>
      view.children(node).filter((child, index) => {
        if (token === '*') return true;
        return (view.type(node) === 'array' ? String(index) : view.name(child)) === token;
      }),
    );
  }
  return nodes;
}

/** Whether the properties of every object arrived in the order that the schema declares. */
export function order(record: RunRecord, schemaText: string | undefined): Found {
  const found = { assertion: '--order', ok: false };
  if (schemaText === undefined) return { ...found, detail: 'there is no schema to go by: --schema FILE' };
  const schema = parseSchema(schemaText);
  if (!schema.ok)
    return { ...found, detail: `the schema cannot be read: ${schema.problems[0]?.message ?? ''}` };
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  if (root === null) return { ...found, detail: 'there is no document' };
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const children = view.children(node);
    for (const child of children) stack.push(child);
    if (view.type(node) !== 'object') continue;
    const pointer = view.pointer(node);
    const declared = declaredChildren(schema.schema, pointer).map(({ name }) => name);
    const arrived = children
      .toSorted((a, b) => view.born(a) - view.born(b))
      .map((child) => String(view.name(child)));
    const wrong = outOfDeclaredOrder(declared, arrived);
    if (wrong.length > 0) {
      const where = pointer === '' ? '' : ` in ${pointer}`;
      return { ...found, detail: `out of the declared order${where}: ${wrong.join(', ')}` };
    }
  }
  return { ...found, ok: true, detail: 'as declared' };
}

export function completeness(verdict: Verdict): Found {
  // A document that could not be checked has not been found valid.
  const ok = verdict.headline === 'complete' && !(verdict.document === 'unchecked' && verdict.problem);
  return {
    assertion: '--complete',
    ok,
    detail: ok ? verdictLine(verdict) : `${verdictLine(verdict)}. ${verdict.reason}`,
  };
}
