import type { ReactNode } from 'react';

import { useView } from '../../state/view.ts';
import { later } from '../../ui/later.tsx';

const Stage = later('Present', async () => (await import('./Stage.tsx')).Stage);

/** The stage over the window, while it is asked for. Its code comes with it. */
export function Present(): ReactNode {
  const open = useView((view) => view.overlay === 'present');
  return open ? <Stage /> : null;
}
