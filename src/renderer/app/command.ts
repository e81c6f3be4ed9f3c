import { isMac } from '../ui/platform.ts';

export interface Command {
  id: string;
  title: string;
  /** `Mod` is Cmd on a Mac and Ctrl elsewhere; single keys count only outside text fields, trees and lists. */
  shortcut?: string;
  run: () => void;
  enabled?: () => boolean;
}

/**
 * The commands whose title has every word of the query, the likeliest first: what can be done now, then what begins
 * with the query, then as they are listed. Without a query all stand as they are listed.
 */
export function found(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  const rank = ({ title, enabled }: Command): number =>
    (enabled?.() === false ? 2 : 0) + (title.toLowerCase().startsWith(words.join(' ')) ? 0 : 1);
  return commands
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .toSorted((a, b) => rank(a) - rank(b));
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'target'>;

export function matches(shortcut: string, event: Pressed, mac = isMac): boolean {
  // The last part may itself be a plus.
  const parts = shortcut.split(/\+(?!$)/);
  const key = parts.pop() ?? '';
  const has = (name: string) => parts.includes(name);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (has('Mod') !== mod || has('Alt') !== event.altKey || other) return false;
  // `?` is typed with Shift on most keyboards: the character says it all.
  if (/^[a-z]$/i.test(key) || key.length > 1) {
    if (has('Shift') !== event.shiftKey) return false;
  }
  if (
    event.key.toLowerCase() !== key.toLowerCase() &&
    !(event.altKey && event.code === `Key${key.toUpperCase()}`)
  ) {
    return false;
  }
  return has('Mod') || has('Alt') || key === 'Escape' || !takesKeys(event.target);
}

/** Where a single key means something of its own. */
const KEEPERS =
  'input, textarea, select, [contenteditable], .monaco-editor, [role=dialog], [role=tree], [role=listbox], [role=menu], [role=slider], [role=combobox], [role=tablist], [role=grid]';

function takesKeys(target: EventTarget | null): boolean {
  return typeof Element !== 'undefined' && target instanceof Element && target.closest(KEEPERS) !== null;
}
