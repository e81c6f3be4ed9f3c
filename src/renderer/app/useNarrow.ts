import { useSyncExternalStore } from 'react';

/** The least widths of the three columns together; below it they stand one above another. As in `App.module.css`. */
const narrow = matchMedia('(max-width: 900px)');

function subscribe(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
