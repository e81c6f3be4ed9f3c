import type { ReactNode } from 'react';

/** A name and what is to be said under it, in a list of notes. */
export function Note({
  name,
  tone,
  children,
}: {
  name: string;
  tone?: 'warn';
  children: ReactNode;
}): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd data-tone={tone}>{children}</dd>
    </>
  );
}
