/** What the rest of the window may ask of the editor. It is loaded after the first paint, so it may not be there. */
export interface EditorHandle {
  move: (direction: 'up' | 'down') => void;
  format: () => void;
  focus: () => void;
  /** True where Tab leaves the editor from now on. */
  toggleTabFocus: () => boolean;
}

let handle: EditorHandle | null = null;
/** What was asked last, before it was there. */
let asked: ((editor: EditorHandle) => void) | null = null;

export function setEditor(editor: EditorHandle): void {
  handle = editor;
  asked?.(editor);
  asked = null;
}

export function withEditor(ask: (editor: EditorHandle) => void): void {
  if (handle === null) asked = ask;
  else ask(handle);
}
