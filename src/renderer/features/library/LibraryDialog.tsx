import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** Not needed for the first picture of the window. */
const LibraryBody = later(async () => (await import('./LibraryBody.tsx')).LibraryBody);

/** Every run that was made or kept. */
export function LibraryDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'library');
  return (
    <Dialog title="Library" open={open} onClose={() => showOverlay(null)} width={1160}>
      <LibraryBody />
    </Dialog>
  );
}
