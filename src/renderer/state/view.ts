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

export type Column = 'left' | 'middle' | 'right';

/** What the window shows besides the run itself. */
export interface View {
  tab: MiddleTab;
  /** Which column is shown where there is room for one alone. */
  column: Column;
  /** One dialog at a time. */
  overlay: Overlay | null;
}

export const useView = create<View>()(() => ({ tab: 'timeline', column: 'middle', overlay: null }));

export function showTab(tab: MiddleTab): void {
  useView.setState({ tab, column: 'middle' });
}

export function showColumn(column: Column): void {
  useView.setState({ column });
}

export function showOverlay(overlay: Overlay | null): void {
  useView.setState({ overlay });
}
