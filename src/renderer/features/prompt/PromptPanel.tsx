import type { ReactNode } from 'react';

export function PromptPanel(): ReactNode {
  return <section aria-label="Prompt settings" />;
}
