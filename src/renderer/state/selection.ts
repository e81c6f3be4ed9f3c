import { create } from 'zustand';

/**
 * The one selection of the window: a place in the document, an event of the log, or both. Editor, timeline, tree and
 * tables each derive from it what they light up.
 */
export interface Selection {
  /** JSON Pointer of the selected node, also one that has not landed yet. */
  pointer: string | null;
  /** Index in the event log. */
  event: number | null;
}

export const useSelection = create<Selection>()(() => ({ pointer: null, event: null }));

export function select(pointer: string | null, event: number | null): void {
  const now = useSelection.getState();
  if (now.pointer !== pointer || now.event !== event) useSelection.setState({ pointer, event });
}

export function clearSelection(): void {
  select(null, null);
}
