import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';

import { showOverlay, useView } from '../state/view.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { stepTo } from '../ui/list-keys.ts';
import { Option, optionId, OptionList, revealOption } from '../ui/OptionList.tsx';
import { type Command, found } from './command.ts';
import { commands } from './commands.ts';
import s from './overlays.module.css';

/** Everything that can be done, found by typing. */
export function PaletteDialog(): ReactNode {
  const open = useView((view) => view.overlay === 'palette');
  return (
    <Dialog title="All commands" bare open={open} onClose={() => showOverlay(null)} place="top" width={520}>
      <Body />
    </Dialog>
  );
}

function Body(): ReactNode {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const shown = found(commands, query);
  const at = Math.min(active, shown.length - 1);

  function press(event: KeyboardEvent): void {
    const inText = event.key === 'Home' || event.key === 'End';
    const to = inText ? null : stepTo(event.key, at, shown.length);
    if (event.key === 'Enter') run(shown[at]);
    else if (to !== null) {
      setActive(to);
      revealOption(id, to);
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        role="combobox"
        aria-label="Command"
        aria-expanded={true}
        aria-controls={id}
        aria-activedescendant={at < 0 ? undefined : optionId(id, at)}
        placeholder="What would you like to do?"
        className={s.search}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {shown.length === 0 && <p className={s.none}>No such command.</p>}
      <OptionList
        id={id}
        label="Commands"
        className={s.list}
        onActive={setActive}
        onChoose={(i) => run(shown[i])}
      >
        {shown.map((command, i) => (
          <Option
            key={command.id}
            list={id}
            index={i}
            active={i === at}
            disabled={command.enabled?.() === false}
          >
            <span>{command.title}</span>
            {command.shortcut !== undefined && <Kbd keys={command.shortcut} />}
          </Option>
        ))}
      </OptionList>
    </>
  );
}

function run(command: Command | undefined): void {
  if (command === undefined || command.enabled?.() === false) return;
  showOverlay(null);
  command.run();
}
