import { CircleAlert, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { dismiss, useNotices } from '../state/notices.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import s from './Notices.module.css';

/** The corner where news of the window appear; news of the run are the verdict's. */
export function Notices(): ReactNode {
  const notices = useNotices((state) => state.notices);
  return (
    <div className={s.corner}>
      {notices.map(({ id, tone, text, actions }) => (
        <div key={id} role={tone === 'error' ? 'alert' : 'status'} className={s.notice} data-tone={tone}>
          {tone === 'error' ? <CircleAlert size={14} /> : <Info size={14} />}
          <p className={s.text}>{text}</p>
          {actions?.map((action) => (
            <Button
              key={action.label}
              onClick={() => {
                action.run();
                dismiss(id);
              }}
            >
              {action.label}
            </Button>
          ))}
          <IconButton label="Dismiss" onClick={() => dismiss(id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
