import { type ReactNode, useState } from 'react';

import { editDraft, useDraft } from '../../state/draft.ts';
import { notify } from '../../state/notices.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import { ExtraEditor, ExtraToggle } from './Extra.tsx';
import { MessageList } from './MessageList.tsx';
import { asMessages, asText } from './messages.ts';
import { ParamRow } from './ParamRow.tsx';
import s from './PromptPanel.module.css';

const FORMS = [
  { value: 'text', label: 'Text' },
  { value: 'messages', label: 'Messages' },
] as const;

/** What the model is asked, edited in place. */
export function PromptPanel(): ReactNode {
  const input = useDraft((state) => state.draft.input);
  const [extra, setExtra] = useState(false);
  return (
    <section aria-label="Request" className={s.panel}>
      <div className={s.head}>
        <h2 id="prompt-title">Prompt</h2>
        <CopyMenu />
        <Segmented
          label="Form of the prompt"
          value={typeof input === 'string' ? 'text' : 'messages'}
          choices={FORMS}
          onChange={switchTo}
        />
      </div>
      <div className={s.body}>
        {typeof input === 'string' ? (
          <textarea
            aria-labelledby="prompt-title"
            className={s.text}
            placeholder="What should the model fill the schema from?"
            value={input}
            onChange={(event) => editDraft({ input: event.target.value })}
          />
        ) : (
          <MessageList messages={input} />
        )}
      </div>
      <ParamRow>
        <ExtraToggle open={extra} onToggle={() => setExtra(!extra)} />
      </ParamRow>
      {extra && <ExtraEditor />}
    </section>
  );
}

function switchTo(form: 'text' | 'messages'): void {
  const { input } = useDraft.getState().draft;
  if (form === 'messages') {
    editDraft({ input: asMessages(input) });
    return;
  }
  const { text, lost } = asText(input);
  editDraft({ input: text });
  if (!lost) return;
  notify({
    tone: 'info',
    text: 'Only the last message of the user is kept as text.',
    actions: [{ label: 'Undo', run: () => editDraft({ input }) }],
  });
}
