import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

import { editDraft, useDraft } from '../../state/draft.ts';
import { lineOf } from '../schema/line-of.ts';
import { readExtra, writeExtra } from './extra.ts';
import s from './PromptPanel.module.css';

/** Further members of the request body, as JSON. */
export function Extra(): ReactNode {
  const extra = useDraft((state) => state.draft.extra);
  const [open, setOpen] = useState(false);
  // As typed; null follows the draft. Kept with the draft it was typed for: another draft brings its own.
  const [typed, setTyped] = useState<{ text: string; extra: typeof extra } | null>(null);
  const id = useId();
  const text = typed !== null && typed.extra === extra ? typed.text : writeExtra(extra);
  const read = readExtra(text);
  const members = Object.keys(extra);

  function type(next: string): void {
    const parsed = readExtra(next);
    if (parsed.ok) editDraft({ extra: parsed.value });
    setTyped({ text: next, extra: parsed.ok ? parsed.value : extra });
  }

  return (
    <div className={s.extra}>
      <button type="button" className={s.disclose} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight size={12} aria-hidden="true" />
        extra members <b className="mono">{members.length === 0 ? 'none' : members.join(', ')}</b>
      </button>
      {open && (
        <textarea
          aria-label="Extra members"
          aria-invalid={!read.ok}
          aria-describedby={read.ok ? undefined : id}
          className={s.json}
          spellCheck={false}
          placeholder='{"top_p": 0.9}'
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      )}
      {!read.ok && (
        <p id={id} role="alert" className={s.problem} style={{ paddingInline: 0 }}>
          {`line ${lineOf(text, read.offset)}: ${read.message}`}
        </p>
      )}
    </div>
  );
}
