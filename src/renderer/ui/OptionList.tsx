import type { ComponentProps, ReactNode } from 'react';

import { cx } from './cx.ts';
import s from './popup.module.css';

interface OptionListProps extends Omit<ComponentProps<'div'>, 'role' | 'onClick'> {
  id: string;
  label: string;
  onActive: (index: number) => void;
  onChoose: (index: number) => void;
}

/**
 * A list box whose keys belong to something else: focus stays on the button or input that opened it, which names the
 * active option (`aria-activedescendant`). The pointer makes active what it is over; a press does not take the focus.
 */
export function OptionList({ label, onActive, onChoose, children, ...rest }: OptionListProps): ReactNode {
  return (
    <div
      {...rest}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={(event) => withIndex(event.target, onActive)}
      onClick={(event) => withIndex(event.target, onChoose)}
      onKeyDown={(event) => {
        // Assistive technology may put the focus on an option itself.
        if (event.key === 'Enter') withIndex(event.target, onChoose);
      }}
    >
      {children}
    </div>
  );
}

interface OptionProps extends Omit<ComponentProps<'div'>, 'role' | 'id'> {
  list: string;
  index: number;
  active: boolean;
  disabled?: boolean | undefined;
  /** Chosen, as against active. */
  chosen?: boolean | undefined;
}

export function Option({
  list,
  index,
  active,
  disabled,
  chosen,
  className,
  children,
  ...rest
}: OptionProps): ReactNode {
  return (
    <div
      {...rest}
      role="option"
      id={optionId(list, index)}
      tabIndex={-1}
      aria-selected={chosen ?? active}
      aria-disabled={disabled}
      data-index={index}
      data-active={active}
      className={cx(className ?? s.item)}
    >
      {children}
    </div>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** After a move by key; the pointer's own place is in view already. */
export function revealOption(list: string, index: number): void {
  requestAnimationFrame(() =>
    document.getElementById(optionId(list, index))?.scrollIntoView({ block: 'nearest' }),
  );
}

function withIndex(target: EventTarget, take: (index: number) => void): void {
  const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
  if (option !== null && option.ariaDisabled !== 'true') take(Number(option.dataset['index']));
}
