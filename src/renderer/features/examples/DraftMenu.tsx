import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { chooseFile, openFile, useRecentFiles } from '../../state/imports.ts';
import { useDraft } from '../../state/draft.ts';
import { loadLibrary, openCapture, useLibrary } from '../../state/library.ts';
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
          <small className={s.kind}>draft</small>
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
      <Recent />
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

/** As many as can be told apart at a glance; the library has them all. */
const RECENT_RUNS = 4;

/** Files opened and runs made of late. Mounted with the open menu, so the list is asked for when it is wanted. */
function Recent(): ReactNode {
  const files = useRecentFiles((recent) => recent.list);
  const entries = useLibrary((library) => library.entries);
  useEffect(() => {
    if (entries === null) void loadLibrary();
  }, [entries]);
  const runs = (entries ?? []).filter(({ recording }) => !recording).slice(0, RECENT_RUNS);
  if (files.length + runs.length === 0) return null;
  return (
    <>
      <MenuRule />
      <MenuGroup label="Recent">
        {files.map((file) => (
          <MenuItem key={file.name} story="file" onClick={() => void openFile(file)}>
            {file.name}
          </MenuItem>
        ))}
        {runs.map((entry) => (
          <MenuItem key={entry.id} story={storyOf(entry)} onClick={() => void openCapture(entry.id)}>
            {entry.label}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}

function storyOf({ wall, connection, ended, verdict }: CaptureEntry): string {
  const when =
    wall === null ? null : new Date(wall).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return ['run', when, connection, verdict?.headline ?? ended]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}
