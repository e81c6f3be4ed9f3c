/** The tokens that the canvas draws with, read from the page so that there is one list of colours. */
export interface Palette {
  panel: string;
  sunken: string;
  line: string;
  lineStrong: string;
  ghost: string;
  ink: string;
  ink2: string;
  ink3: string;
  landed: string;
  landedSoft: string;
  onLanded: string;
  bad: string;
  object: string;
  array: string;
  string: string;
  number: string;
  boolean: string;
  null: string;
  fontMono: string;
  fontUi: string;
}

const TOKENS: Record<keyof Palette, string> = {
  panel: '--panel',
  sunken: '--sunken',
  line: '--line',
  lineStrong: '--line-strong',
  ghost: '--ghost',
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  landed: '--landed',
  landedSoft: '--landed-soft',
  onLanded: '--on-landed',
  bad: '--bad',
  object: '--object',
  array: '--array',
  string: '--string',
  number: '--number',
  boolean: '--boolean',
  null: '--null',
  fontMono: '--font-mono',
  fontUi: '--font-ui',
};

const forced = matchMedia('(forced-colors: active)');

let cached: { theme: string; palette: Palette } | null = null;

/** Reading styles costs a layout, so it is done once a theme. */
export function palette(): Palette {
  const theme = `${document.documentElement.dataset['theme']} ${forced.matches}`;
  if (cached?.theme !== theme || cached === null)
    cached = { theme, palette: paletteOf(document.documentElement) };
  return cached.palette;
}

/** As the element's theme has it, which need not be the page's. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  return Object.fromEntries(entries) as Palette;
}

/** Calls back when the theme of the page changes. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
