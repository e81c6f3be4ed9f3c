import type React from 'react';

/** The content of the bar at the bottom: a flex row that fills the given height. */
export function Transport(): React.ReactNode {
  return <section aria-label="Transport" />;
}
