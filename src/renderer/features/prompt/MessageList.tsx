import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Message } from '../../../core/run/draft.ts';
import { editDraft } from '../../state/draft.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { moved } from './messages.ts';
import s from './PromptPanel.module.css';

const ROLES = ['system', 'developer', 'user', 'assistant'];

/** Chat messages, as they are sent. */
export function MessageList({ messages }: { messages: readonly Message[] }): ReactNode {
  // The one that asks is what the design calls the prompt.
  const asking = messages.findLastIndex(({ role }) => role === 'user');
  return (
    <div className={s.messages}>
      {messages.map((message, i) => (
        <MessageRow
          // Messages have no identity of their own; what is typed is in the draft, so a reused row shows the truth.
          key={`message ${i + 1}`}
          number={i + 1}
          message={message}
          name={i === asking ? 'Prompt' : `Message ${i + 1}`}
          last={i === messages.length - 1}
          onChange={(change) => put(messages.with(i, { ...message, ...change }))}
          onMove={(by) => put(moved(messages, i, i + by))}
          onRemove={() => put(messages.toSpliced(i, 1))}
        />
      ))}
      <Button
        look="quiet"
        className={s.add}
        onClick={() => put([...messages, { role: 'user', content: '' }])}
      >
        <Plus size={14} aria-hidden="true" />
        Add message
      </Button>
    </div>
  );
}

interface MessageRowProps {
  number: number;
  message: Message;
  name: string;
  last: boolean;
  onChange: (change: Partial<Message>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function MessageRow({ number, message, name, last, onChange, onMove, onRemove }: MessageRowProps): ReactNode {
  const roles = ROLES.includes(message.role) ? ROLES : [...ROLES, message.role];
  return (
    <div className={s.message}>
      <Select
        label={`Role of message ${number}`}
        className={s.role}
        value={message.role}
        choices={roles.map((role) => ({ value: role, label: role }))}
        onChange={(role) => onChange({ role })}
      />
      <div className={s.tools}>
        <IconButton label={`Move message ${number} up`} disabled={number === 1} onClick={() => onMove(-1)}>
          <ArrowUp size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={`Move message ${number} down`} disabled={last} onClick={() => onMove(1)}>
          <ArrowDown size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={`Remove message ${number}`} onClick={onRemove}>
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <textarea
        aria-label={name}
        className={s.content}
        value={message.content}
        placeholder="What this message says"
        onChange={(event) => onChange({ content: event.target.value })}
      />
    </div>
  );
}

function put(input: Message[]): void {
  editDraft({ input });
}
