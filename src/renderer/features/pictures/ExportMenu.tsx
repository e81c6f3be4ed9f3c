import { Share } from 'lucide-react';
import type { ReactNode } from 'react';

import { Menu, MenuGroup, MenuItem } from '../../ui/Menu.tsx';
import { DataExports } from '../export/DataExports.tsx';
import { EXPORTS, startExport } from './commands.ts';
import s from './ExportMenu.module.css';

/** Everything that can be taken out of the window, behind one button. */
export function ExportMenu(): ReactNode {
  return (
    <Menu
      className={s.button ?? ''}
      face={
        <>
          <Share size={14} aria-hidden="true" />
          Export…
        </>
      }
    >
      {EXPORTS.map(({ group, choices }) => (
        <MenuGroup key={group} label={group}>
          {choices.map(({ what, title }) => (
            <MenuItem key={what} onClick={() => startExport(what)}>
              {title}
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
      <DataExports />
    </Menu>
  );
}
