import { notify } from './notices.ts';

/** Puts text on the clipboard, and says `done` or what to do instead. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify({ tone: 'info', text: done });
  } catch {
    notify({ tone: 'error', text: 'The clipboard cannot be written to. Save the file instead.' });
  }
}
