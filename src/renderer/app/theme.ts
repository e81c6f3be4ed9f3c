import { changeSettings, useSettings } from '../state/settings.ts';

type Theme = 'dark' | 'light';

/** Kept beside the settings of main, because it is wanted before the first paint, when main has not answered yet. */
const KEY = 'landfall.theme';
const light = matchMedia('(prefers-color-scheme: light)');
const forced = matchMedia('(forced-colors: active)');

export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  if (kept === 'dark' || kept === 'light') useSettings.setState({ theme: kept });
  applyTheme();
  light.addEventListener('change', applyTheme);
  // The attribute may stay as it is; writing it tells whoever draws by hand that its tokens are others now.
  forced.addEventListener('change', applyTheme);
  useSettings.subscribe((now, before) => {
    if (now.theme === before.theme) return;
    localStorage.setItem(KEY, now.theme);
    applyTheme();
  });
}

function applyTheme(): void {
  document.documentElement.dataset['theme'] = currentTheme();
}

function currentTheme(): Theme {
  const { theme } = useSettings.getState();
  if (theme !== 'system') return theme;
  return light.matches ? 'light' : 'dark';
}

/** To the other one; where that is what the system has, the window follows the system again. */
export function toggleTheme(): void {
  const next: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
  const systems: Theme = light.matches ? 'light' : 'dark';
  changeSettings({ theme: next === systems ? 'system' : next });
}
