import type { DocumentView, NodeId } from '../../../core/document/history.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import type { Came } from '../../../core/timing/expect.ts';
import { patternOf } from './pattern.ts';
import { isContainer } from './rows.ts';

/** From the root down to what came last. A string that still grows has not come: what stands before it has. */
export function newestPath(record: Pick<RunRecord, 'log'>, view: DocumentView): Came[] {
  const path: Came[] = [];
  for (let node = view.root(); node !== null; node = newestChild(view, node)) {
    const t = record.log.t(isContainer(view, node) ? view.born(node) : view.changed(node));
    if (t !== null) path.push({ pattern: patternOf(view, node), t });
  }
  return path;
}

function newestChild(view: DocumentView, node: NodeId): NodeId | null {
  if (!isContainer(view, node)) return null;
  const count = view.childCount(node);
  const children = view.children(node, Math.max(0, count - 2), count);
  return children.findLast((child) => !view.growing(child)) ?? null;
}
