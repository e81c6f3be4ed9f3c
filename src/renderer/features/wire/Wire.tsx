import type React from 'react';

export function Wire(): React.ReactNode {
  return <section aria-label="Wire" />;
}
