import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';

import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import s from './popup.module.css';

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: 'start' | 'end' | undefined;
  children: ReactNode;
}

export function Menu({ trigger, align = 'start', children }: MenuProps): ReactNode {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className={cx(s.positioner)}>
          <Base.Popup className={cx(s.popup, s.list)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  onClick: () => void;
  disabled?: boolean | undefined;
  shortcut?: string | undefined;
  /** A second line that says what it does. */
  story?: string | undefined;
  aside?: ReactNode;
  children: ReactNode;
}

export function MenuItem({ onClick, disabled, shortcut, story, aside, children }: MenuItemProps): ReactNode {
  return (
    <Base.Item onClick={onClick} disabled={disabled ?? false} className={cx(s.item)}>
      <span>{children}</span>
      <span className={s.aside}>{shortcut === undefined ? aside : <Kbd keys={shortcut} />}</span>
      {story !== undefined && <span className={s.story}>{story}</span>}
    </Base.Item>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <Base.Group>
      <Base.GroupLabel className={cx(s.group)}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuRule(): ReactNode {
  return <Base.Separator className={cx(s.rule)} />;
}
