import { watch } from 'node:fs';

/** A file manager that copies a folder tells of every file several times; people do not see a fifth of a second. */
const SETTLE_MS = 200;

/**
 * Tells which names of a folder have changed, some time after the first of a burst; null where the system did not say
 * which. Where a folder cannot be watched nothing is told: whoever needs to be sure looks for itself.
 */
export function watchFolder(
  folder: string,
  onNames: (names: ReadonlySet<string> | null) => void,
): () => void {
  let names = new Set<string>();
  let all = false;
  let timer: NodeJS.Timeout | null = null;

  function tell(): void {
    const told = all ? null : names;
    timer = null;
    names = new Set();
    all = false;
    onNames(told);
  }

  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null) all = true;
      else names.add(name);
      timer ??= setTimeout(tell, SETTLE_MS);
    });
    watcher.on('error', () => watcher.close());
    return () => {
      watcher.close();
      if (timer !== null) clearTimeout(timer);
    };
  } catch {
    return () => {};
  }
}
