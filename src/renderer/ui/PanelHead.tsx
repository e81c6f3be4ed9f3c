import type { ReactNode } from 'react';

import s from './PanelHead.module.css';

interface PanelHeadProps {
  title: string;
  /** At the right end, small. */
  aside?: ReactNode;
}

/** The 36 px strip on top of a panel. */
export function PanelHead({ title, aside }: PanelHeadProps): ReactNode {
  return (
    <div className={s.head}>
      <h2>{title}</h2>
      <div className={s.aside}>{aside}</div>
    </div>
  );
}
