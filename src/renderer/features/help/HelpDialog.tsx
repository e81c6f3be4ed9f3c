import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** The guides are text that most starts never show. */
const Guides = later(async () => (await import('./Guides.tsx')).Guides);

export function HelpDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'help');
  return (
    <Dialog title="Help" open={open} onClose={() => showOverlay(null)} width={840}>
      <Guides />
    </Dialog>
  );
}
