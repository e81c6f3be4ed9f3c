import { el } from './dom.ts';

type Theme = 'dark' | 'light';

const light = matchMedia('(prefers-color-scheme: light)');

/** The system's theme, until a person wants the other. */
export function followSystemTheme(): void {
  light.addEventListener('change', asSystem);
  asSystem();
}

export function switchTheme(): void {
  light.removeEventListener('change', asSystem);
  setTheme(document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark');
}

function asSystem(): void {
  setTheme(light.matches ? 'light' : 'dark');
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
