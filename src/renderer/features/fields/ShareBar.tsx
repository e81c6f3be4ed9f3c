import type { ReactNode } from 'react';

import s from './ShareBar.module.css';

/** A share of the stream as a bar in the colour of its type. */
export function ShareBar({ share, type, title }: { share: number; type: string; title: string }): ReactNode {
  return (
    <div className={s.share} role="img" aria-label={title} title={title}>
      <i data-type={type} style={{ width: `${Math.min(1, share) * 100}%` }} />
    </div>
  );
}
