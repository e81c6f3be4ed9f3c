import type { ReactNode } from 'react';

import s from './EmptyState.module.css';

interface EmptyStateProps {
  title: string;
  /** What to do about it, in a sentence. */
  children?: ReactNode;
  /** A drawing above the words. */
  picture?: ReactNode;
  actions?: ReactNode;
  /** What somebody else said about it, at whatever length. */
  detail?: ReactNode;
}

export function EmptyState({ title, children, picture, actions, detail }: EmptyStateProps): ReactNode {
  return (
    <div className={s.empty}>
      {picture}
      <p className={s.title}>{title}</p>
      {children !== undefined && <div className={s.text}>{children}</div>}
      {detail !== undefined && <div className={s.detail}>{detail}</div>}
      {actions !== undefined && actions !== false && <div className={s.actions}>{actions}</div>}
    </div>
  );
}
