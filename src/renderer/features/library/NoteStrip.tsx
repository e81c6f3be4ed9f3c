import { CircleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { note, useLibrary } from '../../state/library.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import s from './library.module.css';

/** The foot of the library: what was just done and how to undo it, and how many runs there are. */
export function NoteStrip({ count }: { count: string }): ReactNode {
  const said = useLibrary((library) => library.note);
  return (
    <div className={s.foot}>
      <div role={said?.tone === 'error' ? 'alert' : 'status'} className={s.said} data-tone={said?.tone}>
        {said !== null && (
          <>
            {said.tone === 'error' && <CircleAlert size={14} aria-hidden="true" />}
            <span className={s.text}>{said.text}</span>
            {said.action !== undefined && <Button onClick={said.action.run}>{said.action.label}</Button>}
            <IconButton label="Dismiss" onClick={() => note(null)}>
              <X size={14} aria-hidden="true" />
            </IconButton>
          </>
        )}
      </div>
      <span className={cx(s.count, 'num')}>{count}</span>
    </div>
  );
}
