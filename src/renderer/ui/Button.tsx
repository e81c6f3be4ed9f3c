import type { ComponentProps, ReactNode } from 'react';

import { cx } from './cx.ts';
import s from './Button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
}

export function Button({ look = 'plain', className, ...rest }: ButtonProps): ReactNode {
  return <button type="button" {...rest} className={cx(s.button, s[look], className)} />;
}
