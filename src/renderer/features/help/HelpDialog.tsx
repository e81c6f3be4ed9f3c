import { lazy, type ReactNode, Suspense } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** The guides are text that most starts never show. */
const Guides = lazy(async () => ({ default: (await import('./Guides.tsx')).Guides }));

export function HelpDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'help');
  return (
    <Dialog title="Help" open={open} onClose={() => showOverlay(null)} width={840}>
      <Suspense>
        <Guides />
      </Suspense>
    </Dialog>
  );
}
