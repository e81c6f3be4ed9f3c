import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { channel } from '../../bridge/channels.ts';
import { calls } from '../../bridge/verbs.ts';
import { type Answer, dispatch } from '../dispatch.ts';
import type { Services } from '../services.ts';
import { isOwn } from './origin.ts';

/** The one place where Electron's IPC is answered, and the one from which the window is told anything. */
export function attachIpc(ipcMain: Pick<IpcMain, 'handle'>, services: Services): void {
  for (const verb of calls) {
    ipcMain.handle(channel(verb), async (event: IpcMainInvokeEvent, args: unknown): Promise<Answer> => {
      if (!isOurWindow(event)) return NOT_OURS;
      return dispatch(services.handlers, verb, args);
    });
  }
}

/** Sends the pushes to a window until it is gone. */
export function tellWindow(contents: WebContents, services: Services): void {
  const detach = services.windows.attach((push, told) => {
    if (!contents.isDestroyed()) contents.send(channel(push), told);
  });
  contents.once('destroyed', detach);
}

/**
 * SECURITY: only the main frame of a page of our own is answered (rule 17 of Electron's security guide). `senderFrame`
 * is null where the frame has gone meanwhile.
 */
function isOurWindow(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwn(frame.url);
}

const NOT_OURS: Answer = {
  ok: false,
  error: { kind: 'invalid', message: 'Only Landfall’s own window may ask this.' },
};
