import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

import { cx } from './cx.ts';
import f from './field.module.css';
import s from './popup.module.css';

export interface Suggestion {
  value: string;
  story?: string | undefined;
}

interface SuggestProps {
  label: string;
  value: string;
  suggestions: readonly Suggestion[];
  onChange: (value: string) => void;
  onOpen?: (() => void) | undefined;
  placeholder?: string | undefined;
  /** Said in the popup in place of, or above, the suggestions. */
  note?: ReactNode;
  className?: string | undefined;
}

/** Free text with suggestions: `role=combobox` on an input. */
export function Suggest(props: SuggestProps): ReactNode {
  const { label, value, suggestions, onChange, onOpen, placeholder, note, className } = props;
  // An exact match shows the whole list: opening it means "which others are there?".
  const exact = suggestions.some((suggestion) => suggestion.value === value);
  return (
    <Base.Root
      items={suggestions}
      value={value}
      onValueChange={onChange}
      itemToStringValue={toText}
      filter={exact ? null : matches}
      openOnInputClick
      onOpenChange={(open) => {
        if (open) onOpen?.();
      }}
    >
      <Base.InputGroup className={cx(f.box, className)}>
        <Base.Input
          aria-label={label}
          placeholder={placeholder}
          spellCheck={false}
          className={cx(f.input, 'mono')}
        />
        <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className={cx(s.positioner)}>
          <Base.Popup className={cx(s.popup)}>
            {note !== undefined && <div className={s.note}>{note}</div>}
            <Base.List className={cx(s.list)}>
              {(suggestion: Suggestion) => (
                <Base.Item key={suggestion.value} value={suggestion} className={cx(s.item)}>
                  <span className="mono">{suggestion.value}</span>
                  {suggestion.story !== undefined && <span className={s.story}>{suggestion.story}</span>}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function toText(suggestion: Suggestion): string {
  return suggestion.value;
}

function matches(suggestion: Suggestion, query: string): boolean {
  return suggestion.value.toLowerCase().includes(query.toLowerCase());
}
