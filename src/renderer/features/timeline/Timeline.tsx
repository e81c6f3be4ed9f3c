import type React from 'react';

export function Timeline(): React.ReactNode {
  return <section aria-label="Timeline" />;
}
