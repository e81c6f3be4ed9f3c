import type React from 'react';

/** The panel below the Document, its head included; it scrolls in the height it is given. */
export function SelectedOperation(): React.ReactNode {
  return <section aria-label="SelectedOperation" />;
}
