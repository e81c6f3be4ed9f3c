import { join, resolve } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, safeStorage, screen, session, shell } from 'electron';
import { guardContents, guardSession } from './desktop/guards.ts';
import { attachIpc, tellWindow } from './desktop/ipc.ts';
import { keychainSecrets } from './desktop/keychain-secrets.ts';
import { menuTemplate } from './desktop/menu.ts';
import { registerScheme, serveScheme } from './desktop/scheme.ts';
import { openWindow } from './desktop/window.ts';
import { home } from './home.ts';
import { takeLock } from './lock.ts';
import { createServices, type Services } from './services.ts';
import { dataFolder } from './settings/data-folder.ts';
import { windowFiles } from './web/window-files.ts';

/**
 * The desktop shell. What must happen before the app is ready happens as this file is evaluated; the rest waits for
 * `whenReady` in a function, because Electron is not ready before its entry module has been evaluated.
 */
const folder = dataFolder();
const waiting: string[] = [];
let openFile = (path: string): void => void waiting.push(path);

app.setName('Landfall');
app.setPath('userData', join(folder, 'chromium'));
app.enableSandbox();
registerScheme(protocol);
guardContents(app);
// The file manager of a Mac asks this way, also before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault();
  openFile(path);
});
start().catch((error: unknown) => {
  process.stderr.write(`landfall: ${error instanceof Error ? error.message : String(error)}\n`);
  app.exit(1);
});

async function start(): Promise<void> {
  const files = process.argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
  const lock = await takeLock(folder, { files: files.map((file) => resolve(file)) });
  if (!lock.first) {
    if (lock.answer.address !== null)
      process.stdout.write(`Landfall is already open at ${lock.answer.address}\n`);
    app.exit(0);
    return;
  }
  await app.whenReady();
  const services = createServices({
    kind: 'desktop',
    dataFolder: folder,
    secretStore: await keychainSecrets(safeStorage, folder),
    env: process.env,
    reveal: (path) => shell.showItemInFolder(path),
    bin: (path) => shell.trashItem(path),
  });
  guardSession(session.defaultSession);
  serveScheme(protocol, windowFiles(join(home, 'out/renderer')));
  attachIpc(ipcMain, services);
  const command = (id: string): void => services.windows.push('command', { id });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, command)));

  openFile = (path) => void services.openFile(path);
  for (const path of [...files, ...waiting]) await services.openFile(resolve(path));
  showWindow(services);
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow(services);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  lock.onSecond(({ files: more }) => {
    for (const path of more) openFile(path);
    comeForward(services);
    return { address: null };
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    lock.release();
    void services.close().finally(() => app.quit());
  });
}

function showWindow(services: Services): void {
  const window = openWindow(BrowserWindow, folder, (bounds) =>
    screen.getAllDisplays().some(({ workArea }) => overlaps(bounds, workArea)),
  );
  tellWindow(window.webContents, services);
}

function comeForward(services: Services): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return showWindow(services);
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

type Rectangle = { x: number; y: number; width: number; height: number };

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
