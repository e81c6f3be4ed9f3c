import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';

import type { CaptureEntry } from '../../../bridge/contract.ts';
import { editCapture } from '../../state/library.ts';
import { changesOf } from './changes.ts';
import f from '../../ui/TextField.module.css';
import t from './CaptureTable.module.css';
import s from './Details.module.css';

interface EditFieldsProps {
  entry: CaptureEntry;
  labelRef: Ref<HTMLInputElement>;
  onDone: () => void;
}

/**
 * Label, tags and notes. Each is written into the file when the person leaves it, or leaves the capture; Escape takes
 * back what was typed since.
 */
export function EditFields({ entry, labelRef, onDone }: EditFieldsProps): ReactNode {
  const id = useId();
  const capture = entry.id;
  const [label, setLabel] = useState(entry.label);
  const [notes, setNotes] = useState(entry.notes);
  const [tag, setTag] = useState('');
  /** What was last sent to be written, which the entry may not say yet. */
  const sent = useRef({ label: entry.label, notes: entry.notes });
  const typed = useRef({ label, notes });
  useEffect(() => {
    typed.current = { label, notes };
  });
  // Also where the field goes away under the person's hands: the dialog is closed, another run is selected.
  useEffect(() => () => send(capture, sent, typed.current), [capture]);

  function keep(): void {
    send(capture, sent, { label, notes });
    if (label.trim() === '') setLabel(sent.current.label);
  }

  function press(event: KeyboardEvent, takeBack: () => void): void {
    const isDone =
      event.key === 'Enter' && (event.currentTarget.tagName === 'INPUT' || event.ctrlKey || event.metaKey);
    if (isDone) {
      keep();
      onDone();
    } else if (event.key === 'Escape') {
      takeBack();
      // The fields are as they were before anything can blur them.
      setTimeout(onDone, 0);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function addTag(): void {
    const added = tag
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '' && !entry.tags.includes(one));
    setTag('');
    if (added.length > 0) void editCapture(capture, { tags: [...entry.tags, ...new Set(added)] });
  }

  return (
    <>
      <div className={f.field}>
        <label htmlFor={`${id}-label`}>Label</label>
        <input
          ref={labelRef}
          id={`${id}-label`}
          className={f.input}
          value={label}
          maxLength={200}
          spellCheck={false}
          onChange={(event) => setLabel(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => press(event, () => setLabel(sent.current.label))}
        />
      </div>
      <div className={f.field}>
        <label htmlFor={`${id}-tags`}>Tags</label>
        <div className={s.tags}>
          {entry.tags.map((one) => (
            <span key={one} className={t.tag}>
              {one}
              <button
                type="button"
                aria-label={`Remove the tag ${one}`}
                onClick={() =>
                  void editCapture(capture, { tags: entry.tags.filter((other) => other !== one) })
                }
              >
                <X size={10} aria-hidden="true" />
              </button>
            </span>
          ))}
          <input
            id={`${id}-tags`}
            value={tag}
            maxLength={64}
            spellCheck={false}
            placeholder={entry.tags.length === 0 ? 'Add a tag…' : ''}
            onChange={(event) => setTag(event.target.value)}
            onBlur={addTag}
            onKeyDown={(event) => {
              if (event.key === 'Backspace' && tag === '')
                void editCapture(capture, { tags: entry.tags.slice(0, -1) });
              else if ((event.key === 'Enter' && tag !== '') || event.key === ',') addTag();
              else return press(event, () => setTag(''));
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        </div>
      </div>
      <div className={f.field}>
        <label htmlFor={`${id}-notes`}>Notes</label>
        <textarea
          id={`${id}-notes`}
          className={s.notes}
          value={notes}
          rows={4}
          onChange={(event) => setNotes(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => press(event, () => setNotes(sent.current.notes))}
        />
      </div>
    </>
  );
}

interface Typed {
  label: string;
  notes: string;
}

/** Once for each change, though leaving a field and leaving the capture may come together. */
function send(capture: string, sent: { current: Typed }, typed: Typed): void {
  const changes = changesOf(sent.current, typed);
  if (changes === null) return;
  sent.current = { ...sent.current, ...changes };
  void editCapture(capture, changes);
}
