import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import { cx } from './cx.ts';
import s from './Dialog.module.css';

interface DialogProps {
  /** The accessible name as well. */
  title: string;
  open: boolean;
  onClose: () => void;
  /** `side` is a drawer at the right edge. */
  place?: 'middle' | 'top' | 'side' | undefined;
  width?: number | undefined;
  /** Leaves the title to assistive technology alone. */
  bare?: boolean | undefined;
  children: ReactNode;
}

export function Dialog(props: DialogProps): ReactNode {
  const { title, open, onClose, place = 'middle', width = 560, bare = false, children } = props;
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={cx(s.backdrop)} />
        <Base.Popup className={cx(s.popup, s[place])} style={{ width }}>
          <header className={bare ? 'sr-only' : s.head}>
            <Base.Title className={cx(s.title)}>{title}</Base.Title>
          </header>
          {children}
          {/* Last, so that the focus begins at what the dialog asks. */}
          {!bare && (
            <Base.Close aria-label="Close" className={cx(s.close)}>
              <X size={14} aria-hidden="true" />
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
