import type { WebContents } from 'electron';
import type { Bridge } from '../../src/bridge/contract.ts';
import { attachIpc, tellWindow } from '../../src/main/desktop/ipc.ts';
import { ElectronDouble } from './electron-double.ts';
import { buildPreload, runPreload } from './preload-bundle.ts';
import type { Transport } from './shell.ts';

let preload: Promise<string> | null = null;

/** The desktop shell's IPC and its real preload bundle, on a double of Electron's border. */
export const desktopTransport: Transport = {
  name: 'desktop shell',
  async connect(services) {
    preload ??= buildPreload();
    const code = await preload;
    const handled = new ElectronDouble();
    attachIpc(handled.ipcMain, services);
    const windows: ElectronDouble[] = [];
    return {
      async window() {
        const electron = new ElectronDouble();
        for (const [channel, handler] of handled.handlers) electron.ipcMain.handle(channel, handler);
        runPreload(code, electron.preload);
        tellWindow(electron.contents as unknown as WebContents, services);
        windows.push(electron);
        return electron.exposed['landfall'] as unknown as Bridge;
      },
      async close() {
        for (const { contents } of windows) contents.emit('destroyed');
      },
    };
  },
};
