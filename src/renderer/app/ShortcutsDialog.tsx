import type { ReactNode } from 'react';

import { showOverlay, useView } from '../state/view.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { later } from '../ui/later.tsx';

/** Not needed for the first picture of the window. */
const Shortcuts = later(async () => (await import('./Shortcuts.tsx')).Shortcuts);

export function ShortcutsDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'shortcuts');
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={() => showOverlay(null)} width={680}>
      <Shortcuts />
    </Dialog>
  );
}
