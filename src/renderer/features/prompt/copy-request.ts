import { copyAs, type CopyForm } from '../../../core/protocols/copy-as/copy-as.ts';
import { wishing } from '../../../core/run/simulator-wish.ts';
import { useConnections } from '../../state/connections.ts';
import { useDraft } from '../../state/draft.ts';
import { copyText } from '../../state/copy-text.ts';

export const FORMS: readonly { form: CopyForm; title: string }[] = [
  { form: 'curl', title: 'curl' },
  { form: 'python', title: 'Python' },
  { form: 'typescript', title: 'TypeScript' },
];

/** The request of the next run as a program, its key an environment variable. Null where there is none in that form. */
export function requestAs(form: CopyForm): string | null {
  const { draft, connection: id, model } = useDraft.getState();
  const connection = useConnections.getState().list.find((entry) => entry.id === id);
  if (connection === undefined) return null;
  return copyAs(form, {
    draft: wishing(draft, connection),
    connection,
    model: model || connection.model || 'MODEL',
  });
}

export function copyRequest(form: CopyForm): void {
  const text = requestAs(form);
  const title = FORMS.find((one) => one.form === form)?.title ?? form;
  if (text !== null) void copyText(text, `Copied as ${title}; the key is read from its environment variable`);
}
