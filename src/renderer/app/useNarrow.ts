import { useSyncExternalStore } from 'react';

/** The least widths of the three columns together; below it, one part is shown. As in the style sheets. */
const narrow = matchMedia('(max-width: 900px)');

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
