import { dismiss, notify } from '../../state/notices.ts';

/** Work that is over sooner needs no word. Milliseconds. */
const UNSAID = 300;

/**
 * Does work that may take seconds, with a notice of it and a way to stop. Null where it was stopped, which needs no
 * word: the person knows.
 */
export async function whileWriting<T>(
  text: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const abort = new AbortController();
  let notice: number | null = null;
  const timer = setTimeout(() => {
    notice = notify({
      tone: 'info',
      text,
      actions: [{ label: 'Stop', run: () => abort.abort() }],
      lasting: true,
    });
  }, UNSAID);
  try {
    return await work(abort.signal);
  } catch (thrown) {
    if (abort.signal.aborted) return null;
    throw thrown;
  } finally {
    clearTimeout(timer);
    if (notice !== null) dismiss(notice);
  }
}
