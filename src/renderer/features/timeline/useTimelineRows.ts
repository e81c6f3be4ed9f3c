import { useMemo } from 'react';

import type { DocumentView } from '../../../core/document/history.ts';
import type { RunDocument, RunRecord } from '../../../core/run/record.ts';
import { shownDocument, useShownDocument } from '../../state/shown-document.ts';
import { expectedNext, ghostsOf } from '../document/ghosts.ts';
import { type Expectation, expectationAt } from '../rows/expectation.ts';
import { Rows } from '../rows/rows.ts';
import { useRunSchema } from '../rows/useRunSchema.ts';
import { useTimeline } from './timeline-state.ts';

/** Longer arrays are folded into their pattern. */
const LONG = 50;

interface TimelineRows {
  shown: RunDocument;
  view: DocumentView;
  rows: Rows;
  expectation: Expectation | null;
}

/**
 * The rows of the newest moment, so that nothing jumps while the playhead moves; what lies behind it is faint. While a
 * run is live, what it should bring next stands behind them.
 */
export function useTimelineRows(record: RunRecord, live: boolean): TimelineRows {
  const { open, unfolded } = useTimeline();
  const runSchema = useRunSchema();
  const newest = record.log.length - 1;
  const shown = shownDocument(
    record,
    useShownDocument((state) => state.id),
  );
  const view = useMemo(() => shown.history.at(newest), [shown, newest]);
  // The schema is that of the main document.
  const tree = shown.id === null ? runSchema : null;
  const expectation = useMemo(
    () => (tree !== null && live ? expectationAt(record, view) : null),
    [record, view, tree, live],
  );
  const rows = useMemo(() => {
    const next = tree !== null && live ? expectedNext(view, tree) : null;
    return new Rows(view, {
      open,
      long: LONG,
      unfolded,
      newest: false,
      ghosts: (node) =>
        tree === null || next === null
          ? []
          : ghostsOf(view, node, tree, next, expectation).filter((ghost) => ghost.next),
    });
  }, [view, open, unfolded, tree, live, expectation]);
  return { shown, view, rows, expectation };
}
