import { openConvert } from './convert.ts';
import { flushSync } from 'react-dom';

import { showSide } from '../../state/view.ts';
import { withEditor } from './editor-handle.ts';
import { TAB_FOCUS_KEYS, toggleTabFocus } from './tab-focus.ts';

export const schemaCommands = [
  {
    id: 'property-up',
    title: 'Move property up',
    shortcut: 'Alt+ArrowUp',
    run: () => withEditor((editor) => editor.move('up')),
  },
  {
    id: 'property-down',
    title: 'Move property down',
    shortcut: 'Alt+ArrowDown',
    run: () => withEditor((editor) => editor.move('down')),
  },
  {
    id: 'schema-tab',
    title: 'Tab in the schema: indent, or leave it',
    shortcut: TAB_FOCUS_KEYS,
    run: toggleTabFocus,
  },
  { id: 'format-schema', title: 'Format schema', run: () => withEditor((editor) => editor.format()) },
  {
    id: 'infer-schema',
    title: 'Infer schema from example JSON…',
    run: () => openConvert('json'),
  },
  { id: 'paste-pydantic', title: 'Paste a Pydantic class…', run: () => openConvert('pydantic') },
  { id: 'paste-typescript', title: 'Paste a TypeScript type…', run: () => openConvert('typescript') },
  { id: 'focus-schema', title: 'Go to the schema', run: goToSchema },
];

/** A narrow window may show another part, and what is out of the page takes no focus. */
function goToSchema(): void {
  flushSync(() => showSide('schema'));
  withEditor((editor) => editor.focus());
}
