import type { SchemaTree } from '../../../core/schema/tree.ts';
import { treeOf } from '../../state/arrivals.ts';
import { useRun } from '../../state/run.ts';
import { useSchema } from '../../state/schema.ts';

/**
 * The schema of the run on screen, which is the one it was asked with, not the one in the editor; the draft's while
 * there is no run, null where a capture brings none.
 */
export function useRunSchema(): SchemaTree | null {
  const draft = useSchema((state) => state.tree);
  // The header is the first line of a run, so it is there from the first revision on.
  const text = useRun((run) => run.record?.header?.schema ?? run.opened?.header?.schema ?? null);
  const empty = useRun((run) => run.record === null);
  if (text !== null) return treeOf(text);
  return empty ? draft : null;
}
