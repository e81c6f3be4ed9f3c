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

/** What the window shows besides the run itself. */
export interface View {
  tab: MiddleTab;
  /** One dialog at a time. */
  overlay: Overlay | null;
}

export const useView = create<View>()(() => ({ tab: 'timeline', overlay: null }));

export function showTab(tab: MiddleTab): void {
  useView.setState({ tab });
}

export function showOverlay(overlay: Overlay | null): void {
  useView.setState({ overlay });
}
