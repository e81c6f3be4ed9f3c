import { chooseFile } from '../state/imports.ts';
import { isReady, useDraft } from '../state/draft.ts';
import { isRunning, stopAll } from '../state/running.ts';
import { startSeries } from '../state/series.ts';
import { type MiddleTab, showOverlay, showTab } from '../state/view.ts';
import type { Command } from './command.ts';
import { toggleTheme } from './theme.ts';

export const windowCommands: readonly Command[] = [
  {
    id: 'run',
    title: 'Run',
    shortcut: 'Mod+Enter',
    run: () => void startSeries(),
    enabled: () => isReady(useDraft.getState()) && !isRunning(),
  },
  { id: 'stop', title: 'Stop', shortcut: 'Escape', run: () => void stopAll(), enabled: isRunning },
  { id: 'open', title: 'Open file…', shortcut: 'Mod+O', run: chooseFile },
  { id: 'library', title: 'Library', shortcut: 'Mod+Shift+L', run: () => showOverlay('library') },
  { id: 'connections', title: 'Connections…', run: () => showOverlay('connections') },
  { id: 'palette', title: 'All commands', shortcut: 'Mod+K', run: () => showOverlay('palette') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', shortcut: '?', run: () => showOverlay('shortcuts') },
  { id: 'theme', title: 'Switch between dark and light', run: toggleTheme },
  tab('timeline', 'Timeline', '1'),
  tab('fields', 'Fields', '2'),
  tab('compare', 'Compare', '3'),
  tab('wire', 'Wire', '4'),
];

function tab(id: MiddleTab, title: string, key: string): Command {
  return { id: `show-${id}`, title: `Show ${title}`, shortcut: key, run: () => showTab(id) };
}
