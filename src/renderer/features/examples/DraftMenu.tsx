import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { chooseFile } from '../../state/imports.ts';
import { useDraft } from '../../state/draft.ts';
import { openCapture } from '../../state/library.ts';
import { takeExample, useExamples } from '../../state/examples.ts';
import { cx } from '../../ui/cx.ts';
import f from '../../ui/field.module.css';
import { Menu, MenuGroup, MenuItem, MenuRule } from '../../ui/Menu.tsx';
import s from './DraftMenu.module.css';

/** What is in the editor, and what else could be. */
export function DraftMenu(): ReactNode {
  const draft = useDraft((state) => state.draft);
  const examples = useExamples((state) => state.list);
  const same = examples.find((example) => example.draft.title === draft.title);
  return (
    <Menu
      className={cx(f.box, s.trigger)}
      face={
        <>
          <span className={f.value}>{draft.title}</span>
          <span className={s.kind}>draft</span>
          <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
        </>
      }
    >
      <MenuGroup label="Examples">
        {examples.map((example) => (
          <MenuItem key={example.id} story={example.story} onClick={() => takeExample(example)}>
            {example.title}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuRule />
      {same !== undefined && (
        <MenuItem
          onClick={() => void openCapture(same.capture)}
        >{`Open the recorded run of “${same.title}”`}</MenuItem>
      )}
      <MenuItem shortcut="Mod+O" onClick={chooseFile}>
        Open file…
      </MenuItem>
    </Menu>
  );
}
