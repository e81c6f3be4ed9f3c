import { describe, expect, it } from 'vitest';

import { found, matches } from './command.ts';

function pressed(
  key: string,
  modifiers: Partial<Record<'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {},
) {
  return {
    key,
    code: '',
    metaKey: false,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    target: null,
    ...modifiers,
  };
}

describe('matches', () => {
  it('should take Mod for Cmd on a Mac and Ctrl elsewhere, and for nothing else', () => {
    expect(matches('Mod+Enter', pressed('Enter', { metaKey: true }), true)).toBe(true);
    expect(matches('Mod+Enter', pressed('Enter', { ctrlKey: true }), false)).toBe(true);
    expect(matches('Mod+Enter', pressed('Enter', { ctrlKey: true }), true)).toBe(false);
    expect(matches('Mod+Enter', pressed('Enter'), false)).toBe(false);
    expect(matches('Mod+Enter', pressed('Enter', { ctrlKey: true, altKey: true }), false)).toBe(false);
  });

  it('should read letters in either case and ask for Shift only where the shortcut does', () => {
    expect(matches('Mod+O', pressed('o', { ctrlKey: true }), false)).toBe(true);
    expect(matches('Mod+O', pressed('O', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matches('Mod+Shift+L', pressed('L', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  });

  it('should take a sign for itself, however it is typed', () => {
    expect(matches('?', pressed('?', { shiftKey: true }), false)).toBe(true);
    expect(matches('+', pressed('+', { shiftKey: true }), false)).toBe(true);
    expect(matches('?', pressed('?', { ctrlKey: true }), false)).toBe(false);
  });
});

function run(): void {}

describe('found', () => {
  const commands = [
    { id: 'suggest', title: 'Suggest an order for the gates', run, enabled: () => false },
    { id: 'show', title: 'Show gates', run },
    { id: 'gates', title: 'Gates…', run },
  ];
  const ids = (query: string): string[] => found(commands, query).map(({ id }) => id);

  it('should put first what can be done now, and of that what begins with the query', () => {
    expect(ids('gates')).toEqual(['gates', 'show', 'suggest']);
  });

  it('should ask for every word, in whatever order', () => {
    expect(ids('order  gates')).toEqual(['suggest']);
    expect(ids('gates nothing')).toEqual([]);
    expect(ids(' ')).toEqual(['suggest', 'show', 'gates']);
  });
});
