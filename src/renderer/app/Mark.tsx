import type { ReactNode } from 'react';

/** Three fields, one of which has just landed. */
export function Mark({ size = 20 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d="M2 5h7M2 10h11M2 15h5"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        opacity=".45"
      />
      <circle cx="12" cy="5" r="2.4" fill="var(--landed)" />
      <circle cx="16" cy="10" r="2.4" fill="currentColor" />
      <circle cx="10" cy="15" r="2.4" fill="currentColor" />
    </svg>
  );
}
