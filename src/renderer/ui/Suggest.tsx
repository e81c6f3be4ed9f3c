import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

import { anchorOf } from './anchor.ts';
import { cx } from './cx.ts';
import f from './field.module.css';
import { stepTo, takeKey } from './list-keys.ts';
import { Option, optionId, OptionList, revealOption } from './OptionList.tsx';
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
  /** Said in the popup above the suggestions. */
  note?: ReactNode;
  className?: string | undefined;
}

/** Free text with suggestions: `role=combobox` on an input. */
export function Suggest(props: SuggestProps): ReactNode {
  const { label, value, suggestions, onChange, onOpen, placeholder, note, className } = props;
  const id = useId();
  const anchor = anchorOf(id);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = matching(suggestions, value);

  function show(yes: boolean): void {
    if (yes === open) return;
    popup.current?.togglePopover(yes);
    setOpen(yes);
    setActive(-1);
    if (yes) onOpen?.();
  }

  function choose(index: number): void {
    show(false);
    const suggestion = shown[index];
    if (suggestion !== undefined) onChange(suggestion.value);
  }

  function press(event: KeyboardEvent): void {
    const to = event.key === 'Home' || event.key === 'End' ? null : stepTo(event.key, active, shown.length);
    if (event.key === 'Escape' && open) show(false);
    else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) choose(active);
    else if (to !== null) {
      show(true);
      setActive(to);
      revealOption(id, to);
    } else return;
    takeKey(event);
  }

  return (
    <>
      <div className={cx(f.box, className)} style={anchor.control}>
        <input
          role="combobox"
          aria-label={label}
          aria-expanded={open}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? optionId(id, active) : undefined}
          className={cx(f.input, 'mono')}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
            show(true);
            setActive(-1);
          }}
          onClick={() => show(true)}
          onBlur={() => show(false)}
          onKeyDown={press}
        />
        <ChevronDown size={12} className={f.chevron} aria-hidden="true" />
      </div>
      <div ref={popup} popover="manual" style={anchor.popup} className={s.popup}>
        {open && note !== undefined && <div className={s.note}>{note}</div>}
        <OptionList id={id} label={label} onActive={setActive} onChoose={choose}>
          {open &&
            shown.map((suggestion, i) => (
              <Option
                key={suggestion.value}
                list={id}
                index={i}
                active={i === active}
                chosen={suggestion.value === value}
              >
                <span className="mono">{suggestion.value}</span>
                {suggestion.story !== undefined && <span className={s.story}>{suggestion.story}</span>}
              </Option>
            ))}
        </OptionList>
      </div>
    </>
  );
}

/** What is typed narrows the list; once it is one of them, the person wants to see the others. */
function matching(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  if (suggestions.some(({ value }) => value === typed)) return suggestions;
  return suggestions.filter(({ value }) => value.toLowerCase().includes(typed.toLowerCase()));
}
