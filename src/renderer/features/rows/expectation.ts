import type { DocumentView } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { lagOf } from '../../../core/timing/expect.ts';
import { expectedOf } from '../../state/expected.ts';
import { isTimed } from '../../state/playback.ts';
import { newestPath } from './newest-path.ts';

/** When a field should come that has not, in milliseconds since the request, and over how many runs that is known. */
export interface Expectation {
  n: number;
  at: (pattern: string) => number | null;
}

/** At the moment of a view, moved by as much as the run is ahead or behind; null where nothing is known. O(depth). */
export function expectationAt(record: RunRecord, view: DocumentView): Expectation | null {
  const expected = isTimed(record) ? expectedOf(record) : null;
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
