import { create } from 'zustand';

import type { OpenedRun, Reading } from '../../bridge/contract.ts';
import { bridge, problemOf } from './bridge.ts';
import { dismiss, notify } from './notices.ts';
import { openRun } from './run.ts';

/** A file of which main does not know yet what it is; null while there is none. */
export const useImport = create<{ name: string | null }>()(() => ({ name: null }));

/**
 * The files that this window has opened, newest first. The browser gives no path, so they are gone with the window; what
 * was run is in the library.
 */
export const useRecentFiles = create<{ list: readonly File[] }>()(() => ({ list: [] }));

const MOST_RECENT = 5;

/** Main takes no larger piece. */
const PIECE = 1024 * 1024;

/** What was said of a file that could not be opened: over once another is tried. */
let said: number | null = null;

function complain(text: string): void {
  said = notify({ tone: 'error', text });
}

/** Sends a file over in pieces, in either shell alike, and shows the run that main reads from it meanwhile. */
export async function openFile(file: File): Promise<void> {
  if (said !== null) dismiss(said);
  if (file.size === 0) {
    complain(`“${file.name}” is empty.`);
    return;
  }
  useImport.setState({ name: file.name });
  let isOpen = false;
  try {
    const { id } = await bridge.call('imports.begin', { name: file.name, size: file.size });
    const opening = bridge.call('imports.open', { id });
    const sending = send(file, id);
    // Where it cannot be sent, it cannot be opened either: the first to fail is told.
    sending.catch(() => {});
    const opened = await opening;
    isOpen = true;
    remember(file);
    useImport.setState({ name: null });
    void openRun(opened);
    await sending;
  } catch (thrown) {
    // Main takes no more of a run that the window has left; what else is missing the run itself tells.
    if (!isOpen) complain(`“${file.name}” could not be opened: ${problemOf(thrown)}`);
  } finally {
    useImport.setState({ name: null });
  }
}

/** One piece is read while the one before is on its way. */
async function send(file: File, id: string): Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  try {
    for (let from = 0; from < file.size; from += PIECE) {
      const bytes = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer());
      await last;
      last = bridge.call('imports.chunk', { id, bytes });
      last.catch(() => {});
    }
    await last;
  } finally {
    await bridge.call('imports.end', { id });
  }
}

function remember(file: File): void {
  useRecentFiles.setState(({ list }) => ({
    list: [file, ...list.filter(({ name }) => name !== file.name)].slice(0, MOST_RECENT),
  }));
}

/** Opens the file of the run on screen once more, with part of how it is read overruled. */
export async function rereadRun(opened: OpenedRun, changes: Partial<Reading>): Promise<void> {
  if (opened.reading === null) return;
  try {
    const reading = { ...opened.reading, ...changes };
    void openRun(await bridge.call('runs.reread', { run: opened.run, reading }));
  } catch (thrown) {
    notify({ tone: 'error', text: `“${opened.name}” cannot be read in this way: ${problemOf(thrown)}` });
  }
}

/** Text from the clipboard, as if it had been a file. */
export function openText(text: string): Promise<void> {
  return openFile(new File([text], 'pasted.ndjson', { type: 'application/x-ndjson' }));
}

/** The system's own way to choose a file; nothing happens if the person changes their mind. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.ndjson,.jsonl,.json,.txt,.log,.sse,.har,.cast,.html,application/x-ndjson,text/*';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}
