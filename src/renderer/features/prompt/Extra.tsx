import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

import { editDraft, useDraft } from '../../state/draft.ts';
import { lineOf } from '../schema/line-of.ts';
import { readExtra, writeExtra } from './extra.ts';
import s from './PromptPanel.module.css';

export function ExtraToggle({ open, onToggle }: { open: boolean; onToggle: () => void }): ReactNode {
  const members = useDraft((state) => Object.keys(state.draft.extra).join(', '));
  return (
    <button type="button" className={s.disclose} aria-expanded={open} onClick={onToggle}>
      <ChevronRight size={12} aria-hidden="true" />
      extra <b className="mono">{members === '' ? 'none' : members}</b>
    </button>
  );
}

/** Further members of the request body, as JSON. */
export function ExtraEditor(): ReactNode {
  const extra = useDraft((state) => state.draft.extra);
  // As typed, with the members it was typed for: another draft brings its own.
  const [typed, setTyped] = useState<{ text: string; extra: typeof extra } | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const text = typed !== null && typed.extra === extra ? typed.text : writeExtra(extra);
  const read = readExtra(text);

  function type(next: string): void {
    const parsed = readExtra(next);
    if (parsed.ok) editDraft({ extra: parsed.value });
    setTyped({ text: next, extra: parsed.ok ? parsed.value : extra });
  }

  // Opened to be written in, and below the fold of a small panel.
  useEffect(() => box.current?.focus(), []);

  const sent = Object.keys(extra).join(', ');
  return (
    <div className={s.extra}>
      {!read.ok && (
        <p ref={bringIntoSight} id={id} role="alert" className={s.wrong}>
          {`line ${lineOf(text, read.offset)}: ${read.message}; ${sent === '' ? 'none is sent' : `${sent} is sent as before`}`}
        </p>
      )}
      <textarea
        ref={box}
        aria-label="Extra members"
        aria-invalid={!read.ok}
        aria-describedby={read.ok ? undefined : id}
        className={s.json}
        spellCheck={false}
        placeholder='{"top_p": 0.9}'
        value={text}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
}

function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
