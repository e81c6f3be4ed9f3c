import { create } from 'zustand';

export type MiddleTab = 'timeline' | 'fields' | 'compare' | 'wire';
export type Overlay =
  | 'connections'
  | 'library'
  | 'palette'
  | 'shortcuts'
  | 'present'
  | 'gates'
  | 'race'
  | 'help'
  | 'convert';

/** What stands at the sides of the middle. */
export type SidePart = 'schema' | 'prompt' | 'document' | 'operation';

/** What the window shows besides the run itself. */
export interface View {
  tab: MiddleTab;
  /** Shown in place of the middle's tab where there is room for one part alone. */
  side: SidePart | null;
  /** One dialog at a time. */
  overlay: Overlay | null;
}

export const useView = create<View>()(() => ({ tab: 'timeline', side: null, overlay: null }));

export function showTab(tab: MiddleTab): void {
  useView.setState({ tab, side: null });
}

export function showSide(side: SidePart | null): void {
  useView.setState({ side });
}

export function showOverlay(overlay: Overlay | null): void {
  useView.setState({ overlay });
}
