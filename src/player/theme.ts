import { el } from './dom.ts';

type Theme = 'dark' | 'light';

/** The system's theme, until a person wants the other. */
export function followSystemTheme(): void {
  setTheme(matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
}

export function switchTheme(): void {
  setTheme(document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark');
}

export function themeButton(): HTMLButtonElement {
  return el(
    'button',
    { type: 'button', 'aria-label': 'Switch between dark and light', title: 'Theme (T)', click: switchTheme },
    '◐',
  );
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
