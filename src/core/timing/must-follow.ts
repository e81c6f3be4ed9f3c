import type { JsonValue } from '../patch/operation.ts';
import type { MustFollow } from '../run/draft.ts';
import { isPattern } from './gates-check.ts';
import { predecessors, type SiblingEdge, siblingEdge } from './optimise-edges.ts';

/** What is wrong with the edge at `index` of the list; -1 where it is the list. */
export interface EdgeProblem {
  index: number;
  message: string;
}

/** `edges` are those that an order can keep; each other one has its problem. */
export interface CheckedEdges {
  edges: MustFollow[];
  problems: EdgeProblem[];
}

/**
 * Reads a draft's "must follow" edges, which a capture's header may spell in any way. An edge has two fields and no
 * other member, both in `patterns` (the schema's fields) where that is given, one object orders them, and no edges
 * before it in the list say the opposite. O(edges² × siblings³), of which there are few.
 */
export function checkMustFollow(
  value: JsonValue | readonly MustFollow[] | undefined,
  patterns?: readonly string[],
): CheckedEdges {
  if (value === undefined) return { edges: [], problems: [] };
  if (!Array.isArray(value))
    return { edges: [], problems: [{ index: -1, message: '"mustFollow" is a list.' }] };
  const known = patterns === undefined ? null : new Set(patterns);
  const edges: MustFollow[] = [];
  const problems: EdgeProblem[] = [];
  const ordered: SiblingEdge[] = [];
  for (const [index, entry] of value.entries()) {
    const read = readEdge(entry, known, ordered);
    if (typeof read === 'string') {
      problems.push({ index, message: read });
      continue;
    }
    edges.push(read.edge);
    ordered.push(read.sibling);
  }
  return { edges, problems };
}

/** Those edges that an order of siblings does not keep; `orderOf` gives it by the pattern of their object. */
export function brokenEdges(
  edges: readonly MustFollow[],
  orderOf: (pattern: string) => readonly string[] | undefined,
): MustFollow[] {
  return edges.filter((edge) => {
    const sibling = siblingEdge(edge);
    const order = sibling === null ? undefined : orderOf(sibling.pattern);
    if (sibling === null || order === undefined) return false;
    const [own, other] = [order.indexOf(sibling.key), order.indexOf(sibling.after)];
    return own >= 0 && own < other;
  });
}

function readEdge(
  entry: JsonValue | MustFollow,
  known: ReadonlySet<string> | null,
  ordered: readonly SiblingEdge[],
): { edge: MustFollow; sibling: SiblingEdge } | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return 'An edge is {"field": "/answer", "after": "/reasoning"}.';
  const { field, after, ...others } = entry;
  const [other] = Object.keys(others);
  if (other !== undefined) return `An edge has no member "${other}".`;
  if (!isPattern(field) || !isPattern(after))
    return 'An edge names two fields, "field" and "after", by patterns such as "/answer".';
  const unknown = [field, after].find((pattern) => known?.has(pattern) === false);
  if (unknown !== undefined) return `The schema has no field ${unknown}.`;
  const sibling = siblingEdge({ field, after });
  if (sibling === null) return `No object orders ${field} after ${after}.`;
  const together = [...ordered, sibling].filter(({ pattern }) => pattern === sibling.pattern);
  const keys = [...new Set(together.flatMap((edge) => [edge.key, edge.after]))];
  if (predecessors(keys, together) === null)
    return `${field} after ${after} would be a circle: other edges ask for the opposite.`;
  return { edge: { field, after }, sibling };
}
