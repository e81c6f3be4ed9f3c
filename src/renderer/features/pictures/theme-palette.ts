import { type Palette, paletteOf } from '../timeline/palette.ts';

/** The colours of either theme, from the one list of tokens. */
export function paletteOfTheme(theme: 'dark' | 'light'): Palette {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  probe.hidden = true;
  document.body.append(probe);
  const palette = paletteOf(probe);
  probe.remove();
  return palette;
}
