import type { MustFollow } from '../run/draft.ts';
import { unescapeToken } from './blocks-run.ts';

/** An edge between two siblings of the object at `pattern`. */
export interface SiblingEdge {
  pattern: string;
  key: string;
  after: string;
}

/**
 * Two fields are ordered by the object in which they part: `/analysis/why` before `/verdict` orders `analysis` and
 * `verdict` in the root. Null where no object orders them: one lies in the other, or they part at an array.
 */
export function siblingEdge({ field, after }: MustFollow): SiblingEdge | null {
  const [later, earlier] = [field.split('/'), after.split('/')];
  let depth = 0;
  while (depth < later.length && depth < earlier.length && later[depth] === earlier[depth]) depth++;
  const [key, before] = [later[depth], earlier[depth]];
  if (key === undefined || before === undefined || key === '*' || before === '*') return null;
  return { pattern: later.slice(0, depth).join('/'), key: unescapeToken(key), after: unescapeToken(before) };
}

/**
 * What must come before each key, itself left out, edges of edges included: bit sets are not enough beyond 31 keys,
 * so lists of booleans by place in `keys`. Null where the edges run in a circle.
 */
export function predecessors(keys: readonly string[], edges: readonly SiblingEdge[]): boolean[][] | null {
  const place = new Map(keys.map((key, i) => [key, i]));
  const before = keys.map(() => keys.map(() => false));
  for (const edge of edges) {
    const row = before[place.get(edge.key) ?? -1];
    const column = place.get(edge.after);
    if (row !== undefined && column !== undefined) row[column] = true;
  }
  // Warshall's closure.
  for (const through of keys.keys()) {
    for (const row of before) {
      if (row[through] !== true) continue;
      for (const [i, set] of (before[through] ?? []).entries()) if (set) row[i] = true;
    }
  }
  return before.some((row, i) => row[i]) ? null : before;
}

/** The order that keeps as close to the given one as its edges allow: always the first key that is free. */
export function feasible(order: readonly number[], before: readonly (readonly boolean[])[]): number[] {
  const left = [...order];
  const done: number[] = [];
  while (left.length > 0) {
    const next = left.findIndex((key) => left.every((other) => before[key]?.[other] !== true));
    done.push(...left.splice(Math.max(0, next), 1));
  }
  return done;
}

export function isFeasible(order: readonly number[], before: readonly (readonly boolean[])[]): boolean {
  return order.every((key, i) => order.slice(i + 1).every((later) => before[key]?.[later] !== true));
}
