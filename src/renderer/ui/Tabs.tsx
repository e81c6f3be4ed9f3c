import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import { cx } from './cx.ts';
import s from './Tabs.module.css';

export interface Tab<V extends string> {
  value: V;
  label: string;
  panel: ReactNode;
  /** Stays in the page, hidden, while another tab is shown: what is typed in it and not taken yet would be lost. */
  kept?: true;
}

interface TabsProps<V extends string> {
  /** Names the list of tabs. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  tabs: readonly Tab<V>[];
  /** At the right end of the bar. */
  aside?: ReactNode;
}

export function Tabs<V extends string>({ label, value, onChange, tabs, aside }: TabsProps<V>): ReactNode {
  return (
    <Base.Root value={value} onValueChange={onChange} className={cx(s.root)}>
      <div className={s.bar}>
        <Base.List aria-label={label} activateOnFocus className={cx(s.list)}>
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              ref={tab.value === value ? bringIntoSight : null}
              value={tab.value}
              className={cx(s.tab)}
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        <div className={s.aside}>{aside}</div>
      </div>
      {tabs.map((tab) => (
        <Base.Panel
          key={tab.value}
          value={tab.value}
          keepMounted={tab.kept === true}
          tabIndex={-1}
          className={cx(s.panel)}
        >
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

/** There may be more tabs than have room, and one may be chosen by a command. */
function bringIntoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
