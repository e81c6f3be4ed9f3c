import { parseSchema } from '../../../core/schema/parse.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { useRun } from '../../state/run.ts';
import { useSchema } from '../../state/schema.ts';

let parsed: { text: string; tree: SchemaTree | null } = { text: '', tree: null };

/** A run is read against the schema it was asked with, not against the one in the editor. */
function treeOf(text: string): SchemaTree | null {
  if (parsed.text !== text) {
    const result = parseSchema(text);
    parsed = { text, tree: result.ok ? result.schema : null };
  }
  return parsed.tree;
}

/** The schema of the run on screen; the draft's while there is none, null where a capture brings none. */
export function useRunSchema(): SchemaTree | null {
  const draft = useSchema((state) => state.tree);
  // The header is the first line of a run, so it is there from the first revision on.
  const text = useRun((run) => run.record?.header?.schema ?? run.opened?.header?.schema ?? null);
  const empty = useRun((run) => run.record === null);
  if (text !== null) return treeOf(text);
  return empty ? draft : null;
}
