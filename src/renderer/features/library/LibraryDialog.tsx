import { lazy, type ReactNode, Suspense } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** Not needed for the first picture of the window. */
const LibraryBody = lazy(async () => ({ default: (await import('./LibraryBody.tsx')).LibraryBody }));

/** Every run that was made or kept. */
export function LibraryDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'library');
  return (
    <Dialog title="Library" open={open} onClose={() => showOverlay(null)} width={1160}>
      <Suspense>
        <LibraryBody />
      </Suspense>
    </Dialog>
  );
}
