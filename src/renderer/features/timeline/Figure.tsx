import type { ReactNode } from 'react';

import s from './Summary.module.css';

/** A number with its name above it. */
export function Figure({
  name,
  strong,
  title,
  children,
}: {
  name: string;
  strong?: boolean;
  title?: string;
  children: ReactNode;
}): ReactNode {
  return (
    <div className={s.figure} title={title}>
      <span className={s.name}>{name}</span>
      <span className={s.value} data-strong={strong === true}>
        {children}
      </span>
    </div>
  );
}
