import { create } from 'zustand';

import type { CaptureEntry } from '../../bridge/contract.ts';
import { bridge, problemOf } from './bridge.ts';
import { notify } from './notices.ts';
import { openRun } from './run.ts';

interface LibraryState {
  /** Newest first; null until it has been asked for. */
  entries: readonly CaptureEntry[] | null;
  problem: string | null;
}

export const useLibrary = create<LibraryState>()(() => ({ entries: null, problem: null }));

export async function loadLibrary(): Promise<void> {
  try {
    useLibrary.setState({ entries: await bridge.call('captures.list', {}), problem: null });
  } catch (thrown) {
    useLibrary.setState({ problem: problemOf(thrown) });
  }
}

export async function openCapture(id: string): Promise<void> {
  try {
    void openRun(await bridge.call('captures.open', { id }));
  } catch (thrown) {
    notify({ tone: 'error', text: `The run could not be opened: ${problemOf(thrown)}` });
  }
}

export async function removeCapture(id: string): Promise<void> {
  try {
    await bridge.call('captures.remove', { id });
    await loadLibrary();
  } catch (thrown) {
    notify({ tone: 'error', text: `The run could not be deleted: ${problemOf(thrown)}` });
  }
}

/** Shows the file in the file manager, and says where it is in any case. */
export async function revealCapture(id: string): Promise<void> {
  try {
    const { path } = await bridge.call('captures.reveal', { id });
    notify({
      tone: 'info',
      text: path,
      actions: [{ label: 'Copy path', run: () => void navigator.clipboard.writeText(path) }],
    });
  } catch (thrown) {
    notify({ tone: 'error', text: `The file could not be shown: ${problemOf(thrown)}` });
  }
}
