import type { DocumentView, NodeId } from '../document/view.ts';
import type { JsonValue } from '../patch/operation.ts';
import type { RunRecord } from '../run/record.ts';
import { timesSource } from '../run/times-source.ts';
import { declaredChildren } from '../schema/ghosts.ts';
import type { SchemaTree } from '../schema/tree.ts';
import { nodeTimes } from './arrivals.ts';
import { childPattern, nodesOf, type ArrivalNode, type ArrivalRun, type Provenance } from './blocks-run.ts';

export type ArrivalTreeResult =
  | { ok: true; run: ArrivalRun }
  | { ok: false; reason: 'no document' | 'no times'; message: string };

type Growing = Omit<ArrivalNode, 'children'> & { children: Growing[] };

/**
 * A recorded run as the lab takes it, at the view's moment: as a rule the last. `declared` gives the keys of an object
 * pattern in the schema's order (`declaredOrder`); without it no run can be found out of order. A container of which
 * `isPiece` is true is not looked into: it counts as a leaf that lands with the last inside it, so that a tree of a
 * very long run can be a small one. O(nodes × log nodes), pieces being one node.
 */
export function arrivalTree(
  record: RunRecord,
  view: DocumentView,
  declared: (pattern: string) => readonly string[] | null = () => null,
  isPiece: (node: NodeId) => boolean = () => false,
): ArrivalTreeResult {
  const top = view.root();
  if (top === null) return { ok: false, reason: 'no document', message: 'The run has no document.' };
  const latest = timeAt(record, view.lastInside(top));
  if (latest === null || !record.log.timed) {
    return { ok: false, reason: 'no times', message: 'The run has no arrival times.' };
  }
  const end = record.end?.t ?? latest;
  const root = nodeOf(record, view, top, '', '', end, declared, false);
  const stack: [NodeId, Growing][] = [[top, root]];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [id, node] = entry;
    if (node.kind === 'leaf') continue;
    for (const child of view.children(id)) {
      const key = view.name(child) ?? '';
      const pattern = childPattern(node.pattern, key);
      const made = nodeOf(
        record,
        view,
        child,
        pattern,
        `${node.pointer}${childPattern('', String(key))}`,
        end,
        declared,
        isPiece(child),
      );
      node.children.push(made);
      stack.push([child, made]);
    }
  }
  const reason = record.end?.reason;
  return {
    ok: true,
    run: {
      id: record.header?.id ?? '',
      provenance: provenanceOf(record, root),
      root,
      seed: root.kind === 'leaf' ? null : root.tOpen,
      end,
      complete: reason === 'done' || reason === 'eof',
    },
  };
}

function nodeOf(
  record: RunRecord,
  view: DocumentView,
  id: NodeId,
  pattern: string,
  pointer: string,
  end: number,
  declared: (pattern: string) => readonly string[] | null,
  isPiece: boolean,
): Growing {
  const type = view.type(id);
  const isContainer = type === 'object' || type === 'array';
  const kind = isContainer && !isPiece ? type : 'leaf';
  const key = view.name(id);
  const times = nodeTimes(record, view, id);
  const landed = times.tLand ?? timeAt(record, view.lastInside(id)) ?? Number.NaN;
  const source = isContainer ? '' : view.source(id);
  const own = kind !== 'leaf' ? view.born(id) : isContainer ? view.lastInside(id) : view.changed(id);
  return {
    pointer,
    pattern,
    key,
    kind,
    tOpen: times.tOpen ?? landed,
    // What a broken stream left open is counted as far as it came; `complete` says so.
    tLand: key === null && kind !== 'leaf' ? end : landed,
    read: own < 0 ? null : record.log.c(own),
    // What the model wrote for it: the name with quotes and colon, and the value or the opening bracket.
    bytes:
      (isContainer ? 1 : utf8Length(source)) +
      (typeof key === 'string' ? utf8Length(JSON.stringify(key)) + 1 : 0),
    ...(isContainer ? {} : { value: JSON.parse(source) as JsonValue }),
    children: [],
    declared: kind === 'object' ? declared(pattern) : null,
    plusMinus: 0,
  };
}

/** The order of keys by object pattern as a schema declares it, each worked out once. */
export function declaredOrder(schema: SchemaTree): (pattern: string) => readonly string[] | null {
  const known = new Map<string, readonly string[] | null>();
  return function order(pattern) {
    const cached = known.get(pattern);
    if (cached !== undefined) return cached;
    const names = declaredChildren(schema, pattern).map((field) => field.name);
    const keys = names.length === 0 ? null : names;
    known.set(pattern, keys);
    return keys;
  };
}

/** The decisions that a run recorded, for `answersFrom`. O(events). */
export function decisionsOf(record: RunRecord): { name: string; decision: string; t: number | null }[] {
  const decisions: { name: string; decision: string; t: number | null }[] = [];
  for (let i = 0; i < record.log.length; i++) {
    if (record.log.kind(i) !== 'gate') continue;
    const event = record.log.event(i);
    if (event.kind === 'gate') decisions.push({ name: event.name, decision: event.decision, t: event.t });
  }
  return decisions;
}

/**
 * The record tells what was simulated, invented or delayed. Nothing tells what came from a cache, so an answer of three nodes or
 * more that came whole in one socket read is taken for one: its times are not those of generation either way.
 */
function provenanceOf(record: RunRecord, root: ArrivalNode): Provenance {
  const source = timesSource(record);
  if (source !== 'measured') return source;
  const nodes = nodesOf(root);
  const [, first] = nodes;
  const inOne = nodes.length > 2 && first?.read !== null && nodes.every((node) => node.read === first?.read);
  return inOne ? 'cached' : 'measured';
}

function timeAt(record: RunRecord, event: number): number | null {
  return event < 0 ? null : record.log.t(event);
}

/** Bytes of a text in UTF-8, without encoding it. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
