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
  /** Index in the frame log, where a whole frame was chosen: `event` is then what it brought, if anything. */
  frame: number | null;
}

export const useSelection = create<Selection>()(() => ({ pointer: null, event: null, frame: null }));

export function select(pointer: string | null, event: number | null, frame: number | null = null): void {
  const now = useSelection.getState();
  if (now.pointer === pointer && now.event === event && now.frame === frame) return;
  useSelection.setState({ pointer, event, frame });
}

export function clearSelection(): void {
  select(null, null);
}
