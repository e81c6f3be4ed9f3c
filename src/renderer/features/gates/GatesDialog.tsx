import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** Not needed for the first picture of the window. */
const GatesEditor = later(async () => (await import('./GatesEditor.tsx')).GatesEditor);

/** What downstream work waits for: a part of the draft. */
export function GatesDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'gates');
  return (
    <Dialog title="Gates" open={open} onClose={() => showOverlay(null)} width={760}>
      <GatesEditor />
    </Dialog>
  );
}
