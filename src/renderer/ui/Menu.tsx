import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  use,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react';

import { anchorOf } from './anchor.ts';
import { Kbd } from './Kbd.tsx';
import { stepTo, takeKey, typeTo } from './list-keys.ts';
import s from './popup.module.css';

interface MenuProps {
  /** What the button shows; its text is its name. */
  face: ReactNode;
  className: string;
  children: ReactNode;
}

const CloseMenu = createContext<() => void>(() => {});

/** A button with a menu (ARIA's menu button pattern): focus goes into the menu and comes back. */
export function Menu({ face, className, children }: MenuProps): ReactNode {
  const id = useId();
  const anchor = anchorOf(id);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => popup.current?.hidePopover(), []);

  function press(event: KeyboardEvent): void {
    const items = itemsOf(popup.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const labels = items.map((item) => item.textContent);
    const to = stepTo(event.key, at, items.length) ?? typeTo(event.key, at, labels);
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (to !== null) items[to]?.focus();
    else return;
    takeKey(event);
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        style={anchor.control}
        className={className}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          popup.current?.showPopover();
        }}
      >
        {face}
      </button>
      <div
        ref={popup}
        id={id}
        role="menu"
        tabIndex={-1}
        popover="auto"
        style={anchor.popup}
        className={s.popup}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => {
          if (event.newState === 'open') itemsOf(popup.current)[0]?.focus();
        }}
        onKeyDown={press}
      >
        {open && <CloseMenu value={close}>{children}</CloseMenu>}
      </div>
    </>
  );
}

interface MenuItemProps {
  onClick: () => void;
  shortcut?: string | undefined;
  /** A second line that says what it does. */
  story?: string | undefined;
  /** A switch, which leaves the menu open. */
  checked?: boolean | undefined;
  children: ReactNode;
}

export function MenuItem({ onClick, shortcut, story, checked, children }: MenuItemProps): ReactNode {
  const close = use(CloseMenu);
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={checked}
      className={s.item}
      onPointerMove={(event) => event.currentTarget.focus()}
      onClick={() => {
        if (checked === undefined) close();
        onClick();
      }}
    >
      <span>{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
      {checked !== undefined && <span className={s.switch} />}
      {story !== undefined && <span className={s.story}>{story}</span>}
    </button>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <div id={id} className={s.group}>
        {label}
      </div>
      {children}
    </div>
  );
}

export function MenuRule(): ReactNode {
  return <hr className={s.rule} />;
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem], [role=menuitemcheckbox]') ?? [])];
}
