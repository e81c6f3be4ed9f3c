import { type ReactNode, useState } from 'react';

import { MenuGroup, MenuItem } from '../../ui/Menu.tsx';
import { exportRun } from './export-run.ts';
import { EXPORT_KINDS } from './kinds.ts';

/** Part of a menu: the run on screen as a file of any kind, with what was said in it or without. */
export function DataExports(): ReactNode {
  const [withoutValues, setWithoutValues] = useState(false);
  return (
    <MenuGroup label="Data">
      <MenuItem
        checked={withoutValues}
        story="Times, lengths and declared names stay; nothing that was said does."
        onClick={() => setWithoutValues(!withoutValues)}
      >
        Without values
      </MenuItem>
      {EXPORT_KINDS.map(({ id, title }) => (
        <MenuItem key={id} onClick={() => void exportRun({ kind: id, withoutValues })}>
          {title}
        </MenuItem>
      ))}
    </MenuGroup>
  );
}
