import { notify } from '../../state/notices.ts';
import { spellKeys } from '../../ui/keys.ts';
import { isMac } from '../../ui/platform.ts';
import { withEditor } from './editor-handle.ts';

/** As in other editors of code; Cmd+M puts a Mac's window away. */
export const TAB_FOCUS_KEYS = isMac ? 'Mod+Shift+M' : 'Mod+M';

/** An editor needs Tab to indent, and who goes by keyboard needs a way out of it (WCAG 2.1.2). */
export function toggleTabFocus(): void {
  withEditor((editor) => {
    const moves = editor.toggleTabFocus();
    const back = spellKeys(TAB_FOCUS_KEYS, isMac);
    notify({
      tone: 'info',
      text: moves
        ? `Tab leaves the schema's text now. ${back} lets it indent again.`
        : `Tab indents the schema's text again. ${back} lets it leave.`,
    });
  });
}
