/**
 * All that the window's page gets from Electron: the verbs of the contract, each on a channel of its own, and nothing
 * else.
 *
 * SECURITY: no Electron object, no event and no way to name a channel crosses to the page (Electron's security guide,
 * rule 20). A verb or push that is not in the table is refused here; main checks it, its sender and its arguments
 * again.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channel } from '../bridge/channels.ts';
import type { BridgeError } from '../bridge/contract.ts';
import { calls, pushes } from '../bridge/verbs.ts';

type Answer = { ok: true; result: unknown } | { ok: false; error: BridgeError };

contextBridge.exposeInMainWorld('landfall', {
  async call(verb: string, args: unknown): Promise<unknown> {
    const known = calls.find((one) => one === verb);
    if (known === undefined) throw refusal('There is no such call.');
    const answer = (await ipcRenderer.invoke(channel(known), args)) as Answer;
    if (!answer.ok) throw thrown(answer.error);
    return answer.result;
  },
  on(push: string, listener: (told: unknown) => void): () => void {
    const known = pushes.find((one) => one === push);
    if (known === undefined) throw refusal('There is no such push.');
    const forward = (_event: IpcRendererEvent, told: unknown): void => listener(told);
    ipcRenderer.on(channel(known), forward);
    return () => void ipcRenderer.off(channel(known), forward);
  },
});

function refusal(message: string): Error {
  return thrown({ kind: 'invalid', message });
}

/** A plain object, because an `Error` loses its `kind` on its way over the context bridge. */
function thrown(error: BridgeError): Error {
  return { ...error } as unknown as Error;
}
