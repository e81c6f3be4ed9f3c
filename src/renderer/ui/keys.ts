const SYMBOLS: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
};
const ON_MAC: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const ELSEWHERE: Record<string, string> = { Mod: 'Ctrl' };

/** A shortcut such as `Mod+Enter` as the person's keyboard has it: `⌘↵`, or `Ctrl ↵`. */
export function spellKeys(keys: string, mac: boolean): string {
  // The last part may itself be a plus.
  const parts = keys
    .split(/\+(?!$)/)
    .map((part) => (mac ? ON_MAC : ELSEWHERE)[part] ?? SYMBOLS[part] ?? part);
  return parts.join(mac ? '' : ' ');
}
