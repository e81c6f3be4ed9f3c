import type { MenuItemConstructorOptions } from 'electron';

/** As `renderer/features/export/commands.ts` names them. */
const EXPORTS: readonly (readonly [id: string, title: string])[] = [
  ['patchcap', 'Capture (patchcap)'],
  ['ops', 'Operations, One a Line (NDJSON)'],
  ['csv', 'Table of the Fields (CSV)'],
  ['md', 'Table of the Fields (Markdown)'],
  ['har', 'HTTP Archive (HAR)'],
  ['trace', 'Trace for Perfetto (JSON)'],
];

function exports(
  ask: (label: string, id: string) => MenuItemConstructorOptions,
): MenuItemConstructorOptions[] {
  return [
    ...EXPORTS.map(([id, title]) => ask(title, `export.${id}`)),
    { type: 'separator' },
    {
      label: 'Without Values',
      submenu: EXPORTS.map(([id, title]) => ask(title, `export.${id}.without-values`)),
    },
  ];
}

/**
 * The menus of the system. What the window can do by itself is asked of it by the id of its command, so that a menu, a
 * key and the palette do the same thing.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  command: (id: string) => void,
): MenuItemConstructorOptions[] {
  /** The window reads its own keys; a menu shows them and leaves them to it. */
  const ask = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => command(id),
    registerAccelerator: false,
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ask('Open…', 'open', 'CmdOrCtrl+O'),
        ask('Library', 'library', 'CmdOrCtrl+Shift+L'),
        line,
        ask('Save Document…', 'document.save'),
        ask('Save Capture…', 'capture.save', 'CmdOrCtrl+Shift+S'),
        { label: 'Export', submenu: exports(ask) },
        line,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ask('All Commands', 'palette', 'CmdOrCtrl+K'),
        ask('Dark or Light', 'theme'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        line,
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: '&Run',
      submenu: [
        ask('Run', 'run', 'CmdOrCtrl+Enter'),
        ask('Stop', 'stop', 'Escape'),
        line,
        ask('Connections…', 'connections'),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ask('Guides', 'help', 'F1'),
        ask('Show the Tour Again', 'tour'),
        ask('Keyboard Shortcuts', 'shortcuts'),
      ],
    },
  ];
}
