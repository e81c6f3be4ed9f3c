import type { DocumentView, NodeId } from '../../document/view.ts';
import { escapeToken } from '../../patch/pointer.ts';
import type { RunRecord } from '../../run/record.ts';
import { fieldsOf } from '../../schema/fields.ts';
import { patternOf } from '../../schema/ghosts.ts';
import { parseSchema } from '../../schema/parse.ts';
import type { SchemaTree } from '../../schema/tree.ts';
import { finish, type Steps } from '../../steps.ts';
import { nodeTimes } from '../../timing/arrivals.ts';

/** A field of the run's document, with all its nodes. Times in milliseconds since the request; null where unknown. */
export interface FieldLine {
  pattern: string;
  type: string;
  required: boolean | null;
  /** Place in the schema's order and in the order of arrival, from 1; null where it is not declared, or did not come. */
  declared: number | null;
  arrived: number | null;
  count: number;
  /** The operation that first brought it, from 1. */
  firstOp: number | null;
  opens: number | null;
  firstLands: number | null;
  lands: number | null;
  /** From opening to landing, all its nodes together. */
  took: number | null;
  /** The part of the time from the root's opening to its close, 0 to 1. */
  share: number | null;
}

interface Gathered {
  type: string;
  count: number;
  firstEvent: number;
  opens: number | null;
  firstLands: number | null;
  lands: number | null;
  took: number | null;
}

/** Nodes between two steps: a millisecond's worth. */
const NODES_A_STEP = 500;

/** In declared order, where the capture has its schema; what was not declared stands behind, as it arrived. */
export function fieldTable(record: RunRecord): FieldLine[] {
  return finish(fieldTableSteps(record));
}

/** The same in steps: it goes through every node of the document, and a long run has a million. */
export function* fieldTableSteps(record: RunRecord): Steps<FieldLine[]> {
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  const schema = parseSchema(record.header?.schema ?? '');
  const gathered = new Map<string, Gathered>();
  if (root !== null) yield* gather(record, view, root, patterns(schema.ok ? schema.schema : null), gathered);
  const top = gathered.get('');
  gathered.delete('');
  const whole = top === undefined || top.lands === null || top.opens === null ? 0 : top.lands - top.opens;

  const declared = schema.ok ? fieldsOf(schema.schema) : [];
  const arrived = [...gathered]
    .toSorted(([, a], [, b]) => a.firstEvent - b.firstEvent)
    .map(([pattern]) => pattern);
  const place = new Map(arrived.map((pattern, index) => [pattern, index + 1]));
  const lineOf = (pattern: string): Omit<FieldLine, 'type' | 'required' | 'declared'> => {
    const found = gathered.get(pattern);
    return {
      pattern,
      arrived: place.get(pattern) ?? null,
      count: found?.count ?? 0,
      firstOp: found === undefined ? null : record.log.opsUpTo(found.firstEvent),
      opens: found?.opens ?? null,
      firstLands: found?.firstLands ?? null,
      lands: found?.lands ?? null,
      took: found?.took ?? null,
      share: found === undefined || found.took === null || whole <= 0 ? null : found.took / whole,
    };
  };
  const lines: FieldLine[] = declared.map(({ pattern, type, required }, index) => {
    return { ...lineOf(pattern), type, required, declared: index + 1 };
  });
  const known = new Set(declared.map(({ pattern }) => pattern));
  // Of keys that no schema declares there may be as many as operations.
  for (const [index, pattern] of arrived.entries()) {
    if (index % NODES_A_STEP === 0) yield;
    if (known.has(pattern)) continue;
    lines.push({
      ...lineOf(pattern),
      type: gathered.get(pattern)?.type ?? '',
      required: null,
      declared: null,
    });
  }
  return lines;
}

/** Siblings of which some are still to be looked at. */
interface Level {
  nodes: readonly NodeId[];
  next: number;
  patternOf: (node: NodeId) => string;
}

/** In order of the document. An explicit stack: nesting goes to 512. */
function* gather(
  record: RunRecord,
  view: DocumentView,
  root: NodeId,
  patternIn: (parent: string, key: string) => string,
  into: Map<string, Gathered>,
): Steps<void> {
  const stack: Level[] = [{ nodes: [root], next: 0, patternOf: () => '' }];
  let seen = 0;
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const node = level.nodes[level.next];
    if (node === undefined) {
      stack.pop();
      continue;
    }
    level.next += 1;
    seen += 1;
    if (seen % NODES_A_STEP === 0) yield;
    const pattern = level.patternOf(node);
    count(record, view, node, pattern, into);
    if (view.childCount(node) === 0) continue;
    const isArray = view.type(node) === 'array';
    stack.push({
      nodes: view.children(node),
      next: 0,
      patternOf: isArray ? () => `${pattern}/*` : (child) => patternIn(pattern, String(view.name(child))),
    });
  }
}

function count(
  record: RunRecord,
  view: DocumentView,
  node: NodeId,
  pattern: string,
  into: Map<string, Gathered>,
): void {
  const type = view.type(node);
  const { tOpen, tLand } = nodeTimes(record, view, node);
  const found = into.get(pattern);
  const took = tOpen === null || tLand === null ? null : tLand - tOpen;
  if (found === undefined) {
    into.set(pattern, {
      type,
      count: 1,
      firstEvent: view.born(node),
      opens: tOpen,
      firstLands: tLand,
      lands: tLand,
      took,
    });
    return;
  }
  found.count += 1;
  found.firstEvent = Math.min(found.firstEvent, view.born(node));
  found.opens = least(found.opens, tOpen);
  found.firstLands = least(found.firstLands, tLand);
  found.lands = tLand === null ? found.lands : Math.max(found.lands ?? tLand, tLand);
  found.took = took === null ? found.took : (found.took ?? 0) + took;
}

/** Keys that the schema does not declare one by one share a pattern (`/scores/*`); asked once for each. */
function patterns(tree: SchemaTree | null): (parent: string, key: string) => string {
  const known = new Map<string, string>();
  return (parent, key) => {
    const place = `${parent}/${escapeToken(key)}`;
    let pattern = known.get(place);
    if (pattern === undefined) {
      pattern = (tree && patternOf(tree, place)) ?? place;
      known.set(place, pattern);
    }
    return pattern;
  };
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
