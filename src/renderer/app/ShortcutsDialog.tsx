import type { ReactNode } from 'react';

import { showOverlay, useView } from '../state/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { commands } from './commands.ts';
import s from './overlays.module.css';

export function ShortcutsDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'shortcuts');
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={() => showOverlay(null)} width={560}>
      <dl className={s.shortcuts}>
        {commands.map(({ id, title, shortcut }) =>
          shortcut === undefined ? null : (
            <div key={id}>
              <dt>{title}</dt>
              <dd>
                <Kbd keys={shortcut} />
              </dd>
            </div>
          ),
        )}
      </dl>
      <footer className={s.foot}>
        <span>New here? Three short guides come with Landfall.</span>
        <Button onClick={() => showOverlay('help')}>Help</Button>
      </footer>
    </Dialog>
  );
}
