import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { LibraryBody } from './LibraryBody.tsx';

/** Every run that was made or kept. */
export function LibraryDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'library');
  return (
    <Dialog title="Library" open={open} onClose={() => showOverlay(null)} width={1160}>
      <LibraryBody />
    </Dialog>
  );
}
