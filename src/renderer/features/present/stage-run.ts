import type { RunRecord } from '../../../core/run/record.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';
import { arrivalTree, declaredOrder } from '../../../core/timing/blocks-adapter.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { formatWhole } from '../rows/format.ts';

/** Up to here a run's tree is made whole, once a revision; a frame of a live run has room for it. */
const MOST_OPS = 5000;
/** In a longer one the root's fields are looked into where they have no more children than this. */
const MOST_INSIDE = 200;
/** A root with more fields is a list of data, in whose order nobody has a say. */
const MOST_FIELDS = 5000;

/** `why`: in a sentence, for the audience. */
export type StageRun = { ok: true; run: ArrivalRun } | { ok: false; why: string };

/** A run as the stage tells it, as far as it has come. Of a long one, what lies deep is told in one piece. */
export function stageRun(record: RunRecord, tree: SchemaTree | null): StageRun {
  const view = record.history.at(record.log.length - 1);
  const root = view.root();
  if (root === null) return { ok: false, why: 'No field has landed, so there is no number to show.' };
  if (view.childCount(root) > MOST_FIELDS) {
    return {
      ok: false,
      why: `${formatWhole(view.childCount(root))} items side by side have no order to choose.`,
    };
  }
  const isPiece = (node: number): boolean =>
    view.parent(node) !== root || view.childCount(node) > MOST_INSIDE;
  const arrived = arrivalTree(
    record,
    view,
    tree === null ? undefined : declaredOrder(tree),
    record.ops > MOST_OPS ? isPiece : undefined,
  );
  if (arrived.ok) return arrived;
  return {
    ok: false,
    why:
      arrived.reason === 'no times'
        ? 'This capture has no times, so there is no number to show.'
        : 'No field has landed, so there is no number to show.',
  };
}
