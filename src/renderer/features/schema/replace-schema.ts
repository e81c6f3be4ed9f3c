import { editDraft, useDraft } from '../../state/draft.ts';
import { notify } from '../../state/notices.ts';

/** Another schema in the draft: one step of the editor's undo, and one in words for who has not found that. */
export function replaceSchema(schema: string): void {
  const before = useDraft.getState().draft.schema;
  editDraft({ schema });
  notify({
    tone: 'info',
    text: 'The schema was replaced.',
    actions: [{ label: 'Undo', run: () => editDraft({ schema: before }) }],
  });
}
