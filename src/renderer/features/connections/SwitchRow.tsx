import { type ReactNode, useId } from 'react';

import s from './connections.module.css';

interface SwitchRowProps {
  label: string;
  about: string;
  on: boolean;
  disabled?: boolean | undefined;
  mono?: boolean | undefined;
  onChange: (on: boolean) => void;
}

/** A box to tick and what it does, in one line. */
export function SwitchRow({ label, about, on, disabled, mono, onChange }: SwitchRowProps): ReactNode {
  const id = useId();
  return (
    <label className={s.switch} data-off={disabled === true}>
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        aria-label={label}
        aria-describedby={id}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={mono === true ? 'mono' : undefined}>{label}</span>
      <span id={id} className={s.about}>
        {about}
      </span>
    </label>
  );
}
