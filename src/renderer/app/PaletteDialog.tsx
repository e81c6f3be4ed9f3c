import { Autocomplete } from '@base-ui/react/autocomplete';
import type { ReactNode } from 'react';

import { showOverlay, useView } from '../state/view.ts';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import p from '../ui/popup.module.css';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import s from './overlays.module.css';

/** Everything that can be done, found by typing. */
export function PaletteDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'palette');
  return (
    <Dialog title="All commands" bare open={open} onClose={() => showOverlay(null)} place="top" width={520}>
      <Autocomplete.Root
        open
        inline
        autoHighlight="always"
        keepHighlight
        items={commands}
        itemToStringValue={titleOf}
      >
        <Autocomplete.Input
          aria-label="Command"
          placeholder="What would you like to do?"
          className={cx(s.search)}
        />
        <Autocomplete.Empty>
          <p className={s.none}>No such command.</p>
        </Autocomplete.Empty>
        <Autocomplete.List className={cx(s.list)}>
          {(command: Command) => (
            <Autocomplete.Item
              key={command.id}
              value={command}
              disabled={command.enabled?.() === false}
              className={cx(p.item)}
              onClick={() => run(command)}
            >
              <span>{command.title}</span>
              {command.shortcut !== undefined && <Kbd keys={command.shortcut} />}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  );
}

function titleOf(command: Command): string {
  return command.title;
}

function run(command: Command): void {
  showOverlay(null);
  command.run();
}
