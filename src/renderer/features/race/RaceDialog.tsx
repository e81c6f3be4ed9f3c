import type { ReactNode } from 'react';

import { showOverlay, useView } from '../../state/view.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';

/** Not needed for the first picture of the window. */
const RaceForm = later(async () => (await import('./RaceForm.tsx')).RaceForm);

/** Asks what to race. What a lane lacks is said before anything is sent. */
export function RaceDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'race');
  return (
    <Dialog title="Race" open={open} onClose={() => showOverlay(null)} width={640}>
      <RaceForm />
    </Dialog>
  );
}
