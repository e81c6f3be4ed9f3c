import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import * as z from 'zod';
import { home } from '../home.ts';
import { JsonFile } from '../settings/json-file.ts';
import { WINDOW_URL } from './origin.ts';

const stateSchema = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  maximized: z.boolean(),
});
type WindowState = z.output<typeof stateSchema>;

/** The size that the panels are laid out for; smaller than 960 × 600 they stop being readable. */
const FIRST_SIZE = { width: 1280, height: 800 };
const LEAST_SIZE = { minWidth: 960, minHeight: 600 };

/** A page that keeps crashing is left as it is, rather than reloaded for ever. */
const MAX_CRASHES = 5;

/** Makes the window, where it was the last time, and shows it once its first frame is painted. */
export function openWindow(
  Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow,
  dataFolder: string,
  isOnScreen: (bounds: NonNullable<WindowState['bounds']>) => boolean,
): BrowserWindow {
  const file = new JsonFile(join(dataFolder, 'window.json'), stateSchema, { bounds: null, maximized: false });
  const { bounds, maximized } = file.value;
  const place = bounds !== null && isOnScreen(bounds) ? bounds : FIRST_SIZE;
  const window = new Window({
    ...place,
    ...LEAST_SIZE,
    show: false,
    title: 'Landfall',
    backgroundColor: '#101214',
    webPreferences: {
      preload: join(home, 'out/preload/index.cjs'),
      // SECURITY: rules 2, 3, 4, 6, 8, 9 and 12 of Electron's security guide. Most are its defaults; they are said so
      // that a change of a default, or of this file, is seen.
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    file.writeNow({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  // Main has the run: a page that crashed comes back and reads it from the start.
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || ++crashes > MAX_CRASHES) return;
    window.webContents.reload();
  });
  void window.loadURL(WINDOW_URL);
  return window;
}
