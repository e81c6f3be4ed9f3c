import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** Not needed for the first picture of the window. */
const ConnectionsBody = later(async () => (await import('./ConnectionsBody.tsx')).ConnectionsBody);

export function ConnectionsDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'connections');
  return (
    <Dialog title="Connections" open={open} onClose={() => showOverlay(null)} width={840}>
      <ConnectionsBody />
    </Dialog>
  );
}
