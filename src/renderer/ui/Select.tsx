import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import { anchorOf } from './anchor.ts';
import { cx } from './cx.ts';
import f from './field.module.css';
import { stepTo, takeKey, typeTo } from './list-keys.ts';
import { Option, optionId, OptionList, revealOption } from './OptionList.tsx';
import s from './popup.module.css';

export interface Choice<V extends string> {
  value: V;
  label: string;
  story?: string | undefined;
  aside?: ReactNode;
  /** A line above it sets it apart. */
  apart?: boolean | undefined;
}

interface SelectProps<V extends string> {
  /** The accessible name. */
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  /** What the closed control shows; the label of the choice if left out. */
  shown?: ReactNode;
  small?: boolean | undefined;
  className?: string | undefined;
}

/** `role=combobox` that only opens a list (ARIA's select-only pattern); for free text there is `Suggest`. */
export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { label, value, choices, onChange, shown, small, className } = props;
  const id = useId();
  const anchor = anchorOf(id);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const chosen = choices.findIndex((choice) => choice.value === value);

  function choose(index: number): void {
    popup.current?.hidePopover();
    const choice = choices[index];
    if (choice !== undefined && choice.value !== value) onChange(choice.value);
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (!open && opens) popup.current?.showPopover();
    else if (open && event.key === 'Escape') popup.current?.hidePopover();
    else if (open && (event.key === 'Enter' || event.key === ' ')) choose(active);
    else if (open && event.key === 'Tab') {
      popup.current?.hidePopover();
      return;
    } else {
      const labels = choices.map((choice) => choice.label);
      const to = open
        ? (stepTo(event.key, active, choices.length) ?? typeTo(event.key, active, labels))
        : null;
      if (to === null) return;
      setActive(to);
      revealOption(id, to);
    }
    takeKey(event);
  }

  return (
    <>
      <button
        type="button"
        role="combobox"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={id}
        aria-activedescendant={open ? optionId(id, active) : undefined}
        popoverTarget={id}
        style={anchor.control}
        className={cx(f.box, small === true && f.small, className)}
        onKeyDown={press}
      >
        {shown ?? <span className={f.value}>{choices[chosen]?.label ?? value}</span>}
        <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
      </button>
      <OptionList
        ref={popup}
        id={id}
        label={label}
        popover="auto"
        style={anchor.popup}
        className={s.popup}
        onBeforeToggle={(event) => {
          setOpen(event.newState === 'open');
          setActive(Math.max(0, chosen));
        }}
        onActive={setActive}
        onChoose={choose}
      >
        {open &&
          choices.map((choice, i) => (
            <Option
              key={choice.value}
              list={id}
              index={i}
              active={i === active}
              chosen={i === chosen}
              className={cx(s.item, choice.apart === true && s.apart)}
            >
              <span>{choice.label}</span>
              <span className={s.aside}>{choice.aside}</span>
              {choice.story !== undefined && <span className={s.story}>{choice.story}</span>}
            </Option>
          ))}
      </OptionList>
    </>
  );
}
