import type React from 'react';

/** `8 ops · 7 reads · 2 share a read`: for the right end of the tab bar. */
export function TimelineMeta(): React.ReactNode {
  return null;
}
