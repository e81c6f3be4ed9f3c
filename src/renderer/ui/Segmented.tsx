import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';

import { cx } from './cx.ts';
import s from './Segmented.module.css';

interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  choices: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}

/** A choice of two or three that are all in sight. */
export function Segmented<V extends string>({
  label,
  value,
  choices,
  onChange,
}: SegmentedProps<V>): ReactNode {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      className={cx(s.group)}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next[0]);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <Toggle key={choice.value} value={choice.value} className={cx(s.choice)}>
          {choice.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
