import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { type Came, lagOf } from '../../../core/timing/expect.ts';
import { expectedOf } from '../../state/expected.ts';
import { isContainer } from './rows.ts';
import { patternOf } from './pattern.ts';

/** When a field should come that has not, in milliseconds since the request, and over how many runs that is known. */
export interface Expectation {
  n: number;
  at: (pattern: string) => number | null;
}

/** At the moment of a view, moved by as much as the run is ahead or behind; null where nothing is known. O(depth). */
export function expectationAt(record: RunRecord, view: DocumentView): Expectation | null {
  const expected = expectedOf(record);
  if (expected === null) return null;
  const path = newestPath(record, view);
  const lag = lagOf(expected, path);
  const since = path.at(-1)?.t ?? 0;
  return {
    n: expected.n,
    at: (pattern) => {
      const median = expected.arrival.get(pattern);
      return median === undefined ? null : Math.max(since, median + lag);
    },
  };
}

/** From the root down to what came last. A string that still grows has not come. */
function newestPath(record: RunRecord, view: DocumentView): Came[] {
  const path: Came[] = [];
  for (let node: NodeId | null = view.root(); node !== null;) {
    const container = isContainer(view, node);
    const t = view.growing(node) ? null : record.log.t(container ? view.born(node) : view.changed(node));
    if (t !== null) path.push({ pattern: patternOf(view, node), t });
    const count: number = container ? view.childCount(node) : 0;
    node = view.children(node, count - 1, count)[0] ?? null;
  }
  return path;
}
