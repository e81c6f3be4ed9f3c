import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** The readers of other languages are code that most starts never need. */
const Convert = later(async () => (await import('./Convert.tsx')).Convert);

export function ConvertDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'convert');
  return (
    <Dialog title="Schema from…" open={open} onClose={() => showOverlay(null)} width={860}>
      <Convert />
    </Dialog>
  );
}
