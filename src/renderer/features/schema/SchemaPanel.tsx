import type { ReactNode } from 'react';

import { PanelHead } from '../../ui/PanelHead.tsx';

export function SchemaPanel(): ReactNode {
  return (
    <section aria-label="Schema">
      <PanelHead title="Schema" />
    </section>
  );
}
