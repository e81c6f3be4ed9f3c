import { Select as Base } from '@base-ui/react/select';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { cx } from './cx.ts';
import f from './field.module.css';
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

/** `role=combobox` that only opens a list; for free text there is `Suggest`. */
export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { label, value, choices, onChange, shown, small, className } = props;
  return (
    <Base.Root
      value={value}
      items={choices}
      modal={false}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger aria-label={label} className={cx(f.box, small === true && f.small, className)}>
        {shown ?? <Base.Value className={cx(f.value)} />}
        <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          align="start"
          alignItemWithTrigger={false}
          className={cx(s.positioner)}
        >
          <Base.Popup className={cx(s.popup)}>
            <Base.List className={cx(s.list)}>
              {choices.map((choice) => (
                <Base.Item
                  key={choice.value}
                  value={choice.value}
                  className={cx(s.item, choice.apart === true && s.apart)}
                >
                  <Base.ItemText>{choice.label}</Base.ItemText>
                  <span className={s.aside}>{choice.aside}</span>
                  {choice.story !== undefined && <span className={s.story}>{choice.story}</span>}
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
