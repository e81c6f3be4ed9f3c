import type { ReactNode } from 'react';

import { spellKeys } from './keys.ts';
import { isMac } from './platform.ts';
import s from './Kbd.module.css';

/** A shortcut beside its control. Not part of the control's name, which stays the same on every keyboard. */
export function Kbd({ keys }: { keys: string }): ReactNode {
  return (
    <kbd aria-hidden="true" className={s.kbd}>
      {spellKeys(keys, isMac)}
    </kbd>
  );
}
