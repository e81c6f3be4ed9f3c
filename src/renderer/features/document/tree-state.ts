import { create } from 'zustand';

import type { NodeId } from '../../../core/document/history.ts';
import { useRun } from '../../state/run.ts';

/** What the person opened (true) and closed (false) in the Document tree. */
export const useTreeState = create<{ open: ReadonlyMap<NodeId, boolean> }>()(() => ({ open: new Map() }));

export function setOpen(nodes: Iterable<NodeId>, open: boolean): void {
  const next = new Map(useTreeState.getState().open);
  for (const node of nodes) next.set(node, open);
  useTreeState.setState({ open: next });
}

// Nodes are numbered by run.
useRun.subscribe((now, before) => {
  if (now.record !== before.record) useTreeState.setState({ open: new Map() });
});
