import { describe, expect, it } from 'vitest';

import { spellKeys } from './keys.ts';

describe('spellKeys', () => {
  it('should spell a shortcut as the keyboard has it', () => {
    expect(spellKeys('Mod+Enter', true)).toBe('⌘↵');
    expect(spellKeys('Mod+Enter', false)).toBe('Ctrl ↵');
    expect(spellKeys('Alt+ArrowUp', true)).toBe('⌥↑');
    expect(spellKeys('Escape', false)).toBe('Esc');
  });
});
