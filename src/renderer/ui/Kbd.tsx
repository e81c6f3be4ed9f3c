import type { ReactNode } from 'react';

import { spellKeys } from './keys.ts';
import { isMac } from './platform.ts';
import s from './Kbd.module.css';

interface KbdProps {
  keys: string;
  /** It says something by itself. Beside a control it is no part of the control's name, which is the same everywhere. */
  spoken?: boolean;
}

export function Kbd({ keys, spoken = false }: KbdProps): ReactNode {
  return (
    <kbd aria-hidden={!spoken} className={s.kbd}>
      {spellKeys(keys, isMac)}
    </kbd>
  );
}
