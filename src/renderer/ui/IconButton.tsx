import type { ComponentProps, ReactNode } from 'react';

import { cx } from './cx.ts';
import { Tooltip } from './Tooltip.tsx';
import s from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The accessible name, shown as the tooltip as well. */
  label: string;
  /** Keys shown in the tooltip, as `ui/Kbd` writes them. */
  shortcut?: string | undefined;
  on?: boolean | undefined;
}

export function IconButton({
  label,
  shortcut,
  on,
  className,
  children,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={on}
        className={cx(s.button, on === true && s.on, className)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
