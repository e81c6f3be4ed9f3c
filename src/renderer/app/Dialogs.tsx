import type { ReactNode } from 'react';

import { type Overlay, showOverlay, useView } from '../state/view.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { later, type LaterPart, useIsHere } from '../ui/later.tsx';

interface LaterDialog {
  overlay: Overlay;
  title: string;
  width: number;
  Body: LaterPart<object>;
}

/** What opens over the window, one at a time. None is needed for its first picture. */
const DIALOGS: readonly LaterDialog[] = [
  {
    overlay: 'connections',
    title: 'Connections',
    width: 840,
    Body: later(
      'Connections',
      async () => (await import('../features/connections/ConnectionsBody.tsx')).ConnectionsBody,
    ),
  },
  {
    overlay: 'library',
    title: 'Library',
    width: 1160,
    Body: later('Library', async () => (await import('../features/library/LibraryBody.tsx')).LibraryBody),
  },
  {
    overlay: 'convert',
    title: 'Schema from…',
    width: 860,
    Body: later('Schema from…', async () => (await import('../features/schema/Convert.tsx')).Convert),
  },
  {
    overlay: 'gates',
    title: 'Gates',
    width: 760,
    Body: later('Gates', async () => (await import('../features/gates/GatesEditor.tsx')).GatesEditor),
  },
  {
    overlay: 'race',
    title: 'Race',
    width: 640,
    Body: later('Race', async () => (await import('../features/race/RaceForm.tsx')).RaceForm),
  },
  {
    overlay: 'help',
    title: 'Help',
    width: 840,
    Body: later('Help', async () => (await import('../features/help/Guides.tsx')).Guides),
  },
  {
    overlay: 'shortcuts',
    title: 'Keyboard shortcuts',
    width: 680,
    Body: later('Keyboard shortcuts', async () => (await import('./Shortcuts.tsx')).Shortcuts),
  },
];

export function Dialogs(): ReactNode {
  return DIALOGS.map((dialog) => <OneDialog key={dialog.overlay} {...dialog} />);
}

/** It opens once its content is here, so that it has its size and the focus begins at what it asks. */
function OneDialog({ overlay, title, width, Body }: LaterDialog): ReactNode {
  const wanted = useView((view) => view.overlay === overlay);
  const isHere = useIsHere(Body, wanted);
  return (
    <Dialog title={title} open={wanted && isHere} onClose={() => showOverlay(null)} width={width}>
      <Body />
    </Dialog>
  );
}
