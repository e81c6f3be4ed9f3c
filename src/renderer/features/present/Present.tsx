import { lazy, type ReactNode, Suspense } from 'react';

import { useView } from '../../state/view.ts';

const Stage = lazy(async () => ({ default: (await import('./Stage.tsx')).Stage }));

/** The stage over the window, while it is asked for. Its code comes with it. */
export function Present(): ReactNode {
  const open = useView((view) => view.overlay === 'present');
  return open ? (
    <Suspense fallback={null}>
      <Stage />
    </Suspense>
  ) : null;
}
