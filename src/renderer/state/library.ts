import { create } from 'zustand';

import type { CaptureChanges, CaptureEntry } from '../../bridge/contract.ts';
import { bridge, problemOf } from './bridge.ts';
import { notify } from './notices.ts';
import { openRun } from './run.ts';

/** What happened to captures, and what can be done about it. One at a time, where the captures are. */
export interface LibraryNote {
  tone: 'info' | 'error';
  text: string;
  action?: { label: string; run: () => void };
}

interface LibraryState {
  /** Newest first; null until it has been asked for. */
  entries: readonly CaptureEntry[] | null;
  problem: string | null;
  note: LibraryNote | null;
}

export const useLibrary = create<LibraryState>()(() => ({ entries: null, problem: null, note: null }));

export async function loadLibrary(): Promise<void> {
  try {
    useLibrary.setState({ entries: await bridge.call('captures.list', {}), problem: null });
  } catch (thrown) {
    useLibrary.setState({ problem: problemOf(thrown) });
  }
}

/** Once the list has been asked for it is kept up to date; files may have been moved while the window was away. */
export function watchLibrary(): void {
  bridge.on('captures.changed', reload);
  window.addEventListener('focus', reload);
}

function reload(): void {
  if (useLibrary.getState().entries !== null) void loadLibrary();
}

export async function openCapture(id: string): Promise<void> {
  try {
    void openRun(await bridge.call('captures.open', { id }));
  } catch (thrown) {
    notify({ tone: 'error', text: `The run could not be opened: ${problemOf(thrown)}` });
  }
}

export async function editCapture(id: string, changes: CaptureChanges): Promise<void> {
  await doing('The change could not be written', async () => {
    const entry = await bridge.call('captures.edit', { id, ...changes });
    useLibrary.setState(({ entries }) => ({
      entries: entries?.map((one) => (one.id === id ? entry : one)) ?? null,
    }));
  });
}

/** Gives the ids of the copies. */
export async function duplicateCaptures(ids: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  await doing('The copy could not be made', async () => {
    for (const id of ids) made.push((await bridge.call('captures.duplicate', { id })).id);
  });
  await loadLibrary();
  return made;
}

/** To the bin, at once: what can be undone need not be asked about. */
export async function removeCaptures(removed: readonly CaptureEntry[]): Promise<void> {
  await doing('Nothing was deleted', async () => {
    const ids = new Set(removed.map(({ id }) => id));
    const { restorable } = await bridge.call('captures.remove', { ids: [...ids] });
    // At once: asking for a list of thousands takes a moment.
    useLibrary.setState(({ entries }) => ({ entries: entries?.filter(({ id }) => !ids.has(id)) ?? null }));
    const [first] = removed;
    const what =
      removed.length === 1 ? `“${first?.label}”` : `${removed.length.toLocaleString('en-US')} runs`;
    const text = restorable.length === 0 ? `${what} moved to the bin.` : `${what} deleted.`;
    note({
      tone: 'info',
      text,
      ...(restorable.length > 0 && { action: { label: 'Undo', run: () => void restore(restorable) } }),
    });
  });
  await loadLibrary();
}

async function restore(names: string[]): Promise<void> {
  note(null);
  await doing('It could not be brought back', () => bridge.call('captures.restore', { names }));
  await loadLibrary();
}

/** Shows the file in the file manager, and says where it is in any case. */
export async function revealCapture(id: string): Promise<void> {
  await doing('The file could not be shown', async () => {
    const { path } = await bridge.call('captures.reveal', { id });
    const action = { label: 'Copy path', run: () => void navigator.clipboard.writeText(path) };
    note({ tone: 'info', text: path, action });
  });
}

export function note(said: LibraryNote | null): void {
  useLibrary.setState({ note: said });
}

async function doing(failed: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    note({ tone: 'error', text: `${failed}: ${problemOf(thrown)}` });
  }
}
