import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import s from './Tooltip.module.css';

interface TooltipProps {
  text: string;
  shortcut?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The element that is described; it keeps its own accessible name. */
  children: ReactElement;
}

export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={cx(s.positioner)}>
          <Base.Popup className={cx(s.popup)}>
            {text}
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** One for the window: once a tooltip is open, its neighbours open without waiting. */
export function TooltipProvider({ children }: { children: ReactNode }): ReactNode {
  return <Base.Provider delay={500}>{children}</Base.Provider>;
}
