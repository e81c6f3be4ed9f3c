import { type ReactNode, useId } from 'react';

import { cx } from './cx.ts';
import s from './TextField.module.css';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'search';
  /** What is wrong with it; shown in place of the help. */
  problem?: string | undefined;
  help?: string | undefined;
  placeholder?: string | undefined;
  mono?: boolean | undefined;
  readOnly?: boolean | undefined;
}

export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, type = 'text', problem, help, placeholder, mono, readOnly } = props;
  const id = useId();
  const said = problem ?? help;
  return (
    <div className={s.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        className={cx(s.input, mono === true && 'mono')}
        value={value}
        placeholder={placeholder}
        readOnly={readOnly}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        onChange={(event) => onChange(event.target.value)}
      />
      {said !== undefined && (
        <p id={`${id}-said`} className={problem === undefined ? s.help : s.problem}>
          {said}
        </p>
      )}
    </div>
  );
}
