import type React from 'react';

export function Compare(): React.ReactNode {
  return <section aria-label="Compare" />;
}
