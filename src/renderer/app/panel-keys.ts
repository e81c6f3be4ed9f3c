/** A part of the window that has keys of its own while it has the focus. */
interface PanelKeys {
  panel: string;
  keys: readonly { keys: readonly string[]; does: string }[];
}

/** What the parts do with keys themselves, for the sheet of shortcuts; commands are listed by their own registry. */
export const PANEL_KEYS: readonly PanelKeys[] = [
  {
    panel: 'In the timeline',
    keys: [
      { keys: ['ArrowUp', 'ArrowDown'], does: 'Select a row' },
      { keys: ['Enter'], does: 'Fold or unfold it' },
      { keys: ['ArrowLeft', 'ArrowRight'], does: 'Move along the axis' },
      { keys: ['+', '-'], does: 'Zoom in or out' },
      { keys: ['0'], does: 'Show the whole run' },
    ],
  },
  {
    panel: 'In the document',
    keys: [
      { keys: ['ArrowUp', 'ArrowDown'], does: 'Go to a node' },
      { keys: ['ArrowRight', 'ArrowLeft'], does: 'Open or close it' },
      { keys: ['a … z'], does: 'Go to a name by its first letter' },
    ],
  },
  {
    panel: 'In the library',
    keys: [
      { keys: ['Enter'], does: 'Open the run' },
      { keys: ['F2'], does: 'Rename it' },
      { keys: ['Delete'], does: 'Remove what is selected' },
      { keys: ['Mod+F'], does: 'Search' },
    ],
  },
];
