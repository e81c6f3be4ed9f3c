import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';

import { useLab } from '../../state/lab.ts';
import { Menu, MenuItem, MenuRule } from '../../ui/Menu.tsx';
import { openConvert } from './convert.ts';
import { withEditor } from './editor-handle.ts';
import s from './SchemaPanel.module.css';

/** What can be done with the schema besides writing it. */
export function SchemaMenu(): ReactNode {
  const required = useLab((lab) => lab.required);
  return (
    <Menu
      className={s.menu ?? ''}
      face={
        <>
          <Ellipsis size={14} aria-hidden="true" />
          <span className="sr-only">Schema menu</span>
        </>
      }
    >
      <MenuItem onClick={() => openConvert('json')} story="Keys in the order of the example">
        Infer schema from example JSON…
      </MenuItem>
      <MenuItem onClick={() => openConvert('pydantic')} story="Plain cases; the rest is said with its line">
        Paste a Pydantic class…
      </MenuItem>
      <MenuItem onClick={() => openConvert('typescript')} story="Plain cases; the rest is said with its line">
        Paste a TypeScript type…
      </MenuItem>
      <MenuRule />
      <MenuItem
        checked={required}
        story="Its names move with the properties"
        onClick={() => useLab.setState({ required: !required })}
      >
        “required” takes the order
      </MenuItem>
      <MenuItem onClick={() => withEditor((editor) => editor.format())}>Format schema</MenuItem>
    </Menu>
  );
}
